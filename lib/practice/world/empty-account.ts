import { upgradedBucket } from './bucket-state';
import type { AccountState } from './types';

type Identity = Pick<
  AccountState,
  'id' | 'name' | 'email' | 'partition' | 'alias' | 'environment' | 'joinedAt'
>;

/** Everything an account can hold, empty: what a new one has and an older save may lack. */
const nothing = (): Omit<AccountState, keyof Identity> => ({
  users: new Map(),
  groups: new Map(),
  roles: new Map(),
  policies: new Map(),
  instanceProfiles: new Map(),
  buckets: new Map(),
  kmsKeys: new Map(),
  kmsAliases: new Map(),
  oidcProviders: [],
  samlProviders: [],
});

/** A new account: nobody and nothing in it. */
export const emptyAccount = (identity: Identity): AccountState => ({
  ...nothing(),
  ...identity,
});

/** An account saved by an earlier version, with the members it could not know. */
export function upgradedAccount(saved: AccountState): AccountState {
  const account = { ...nothing(), ...saved };
  const buckets = [...account.buckets].map(
    ([name, bucket]) => [name, upgradedBucket(bucket)] as const,
  );
  return { ...account, buckets: new Map(buckets) };
}
