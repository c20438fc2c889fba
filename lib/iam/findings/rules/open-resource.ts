import { openActionOf } from '../ask/is-open';
import { closeToOwn } from '../edit/close-to-own';
import { allowsEveryone } from '../principals';
import { statementRule } from '../rule';

/** A rule about statements for `*` that somebody unknown gets through. */
const openRule = (
  code: 'bucket-public' | 'kms-public',
  kind: 'bucket' | 'key',
  message: string,
) =>
  statementRule(code, [kind], allowsEveryone, (place, statement) => {
    const isPlain = !statement.principal?.isNegated;
    const action = isPlain ? openActionOf(place, statement) : null;
    if (!action) return null;
    return { message, about: action, fix: () => closeToOwn(place, statement) };
  });

/** Signed in or not. */
export const bucketPublic = openRule(
  'bucket-public',
  'bucket',
  'Everyone, without signing in, can use this bucket: name the principals.',
);

/** A stranger needs an AWS account to use a key. */
export const keyPublic = openRule(
  'kms-public',
  'key',
  'Everyone with an AWS account can use this key: name the principals.',
);

/** Allow with NotPrincipal, which strangers get through. */
export const notPrincipalAllow = statementRule(
  'notprincipal-allow',
  ['bucket', 'key'],
  ({ effect, principal }) => effect === 'Allow' && principal?.isNegated === true,
  (place, statement) => {
    const action = openActionOf(place, statement);
    if (!action) return null;
    return {
      message:
        'Allow with NotPrincipal lets in everybody else, strangers included: name the principals.',
      about: action,
      fix: () => closeToOwn(place, statement),
    };
  },
);
