import type { CollectedAccount } from '@/lib/iam/world';
import { accountDetails } from './account-details';
import { planAccount } from './account-plan';
import { type EstateOptions, readOptions } from './estate-options';
import { makeOrganization, type OrgFile } from './organization';
import { type EstateSession, estateSessions } from './sessions';

type EstateAccount = {
  id: string;
  /** As `aws iam get-account-authorization-details` prints it, with `Buckets` and `Keys`. */
  details: CollectedAccount;
};

/** An invented organization of AWS accounts. */
export type Estate = {
  org: OrgFile;
  /** Makes one account at a time, so that a large estate never stands in memory whole. */
  accounts: () => Iterable<EstateAccount>;
  sessions: EstateSession[];
};

/**
 * An estate that its options fix to the last byte. An account depends on the options and its
 * own number, not on which accounts were made before it.
 *
 * @throws RangeError when an option is out of its range
 */
export function makeEstate(given: Partial<EstateOptions> = {}): Estate {
  const options = readOptions(given);
  return {
    org: makeOrganization(options),
    accounts: () => makeAccounts(options),
    sessions: estateSessions(options),
  };
}

function* makeAccounts(options: EstateOptions): Generator<EstateAccount> {
  for (let index = 0; index < options.accounts; index++) {
    const { id } = planAccount(options, index);
    yield { id, details: accountDetails(options, index) };
  }
}
