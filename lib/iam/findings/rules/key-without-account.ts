import { callersOf } from '../ask/callers';
import { documentLets } from '../ask/document-lets';
import { actionSamples } from '../ask/is-open';
import type { Place, Rule } from '../rule';

/**
 * A key whose policy leaves nothing to the IAM policies of its account.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export const keyWithoutAccount: Rule = {
  code: 'kms-no-account-delegation',
  kinds: ['key'],
  isOfDocument: false,
  isAbout: ({ problems }) => problems.length === 0,
  check: (place) => {
    if (delegates(place)) return [];
    return [
      {
        at: null,
        message:
          'No IAM policy counts for this key, not even an administrator’s: let its account in.',
        about: place.account.accountId,
        fix: () => ({
          reason: 'this gives access that nobody has today, so add the statement by hand',
        }),
      },
    ];
  },
};

/** Whether somebody of the account whom the policy does not name gets through some statement. */
const delegates = (place: Place): boolean =>
  place.policy.statements.some(
    (statement) =>
      statement.effect === 'Allow' &&
      statement.isUsable &&
      callersOf(place, place.account.accountId).some((principal) =>
        actionSamples('key', statement).some((action) =>
          documentLets(place, statement, { action, resource: place.subject, principal }),
        ),
      ),
  );
