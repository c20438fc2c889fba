import { isTrustOpen } from '../ask/is-open';
import { closeToOwn } from '../edit/close-to-own';
import { allowsEveryone } from '../principals';
import { statementRule } from '../rule';

/** `*` as principal, and nothing that keeps strangers out. */
export const trustPublic = statementRule(
  'trust-public',
  ['trust'],
  allowsEveryone,
  (place, statement) =>
    isTrustOpen(place, statement)
      ? {
          message:
            'Anyone with an AWS account can take this role: name the principals instead of "*".',
          about: '',
          fix: () => closeToOwn(place, statement),
        }
      : null,
);
