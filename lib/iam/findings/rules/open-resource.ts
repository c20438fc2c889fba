import { openActionOf } from '../ask/is-open';
import { closeToOwn } from '../edit/close-to-own';
import { allowsEveryone } from '../principals';
import { statementRule } from '../rule';

/** A bucket statement for `*` that somebody unknown, signed in or not, gets through. */
export const bucketPublic = statementRule(
  'bucket-public',
  ['bucket'],
  allowsEveryone,
  (place, statement) => {
    const isForAll = statement.effect === 'Allow' && statement.principal?.isEveryone;
    const isPlain = isForAll && !statement.principal?.isNegated;
    const action = isPlain ? openActionOf(place, statement) : null;
    if (!action) return null;
    return {
      message: 'Everyone, without signing in, can use this bucket: name the principals.',
      about: action,
      fix: () => closeToOwn(place, statement),
    };
  },
);

/** A key statement for `*` that a stranger with an AWS account gets through. */
export const keyPublic = statementRule(
  'kms-public',
  ['key'],
  allowsEveryone,
  (place, statement) => {
    const isForAll = statement.effect === 'Allow' && statement.principal?.isEveryone;
    const isPlain = isForAll && !statement.principal?.isNegated;
    const action = isPlain ? openActionOf(place, statement) : null;
    if (!action) return null;
    return {
      message: 'Everyone with an AWS account can use this key: name the principals.',
      about: action,
      fix: () => closeToOwn(place, statement),
    };
  },
);

/** Allow with NotPrincipal, which strangers get through. */
export const notPrincipalAllow = statementRule(
  'notprincipal-allow',
  ['bucket', 'key'],
  ({ effect, principal }) => effect === 'Allow' && principal?.isNegated === true,
  (place, statement) => {
    const isNegated = statement.effect === 'Allow' && statement.principal?.isNegated;
    const action = isNegated ? openActionOf(place, statement) : null;
    if (!action) return null;
    return {
      message:
        'Allow with NotPrincipal lets in everybody else, strangers included: name the principals.',
      about: action,
      fix: () => closeToOwn(place, statement),
    };
  },
);
