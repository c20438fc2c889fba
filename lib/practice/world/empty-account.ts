import { upgradedBucket } from './bucket-state';
import type { AccountState, StoredUser } from './types';

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
  trails: [],
  oidcProviders: [],
  samlProviders: [],
  spareMfaDevices: [],
  passwordPolicy: null,
  credentialReport: null,
  serviceUse: new Map(),
  accessJobs: [],
  roleDeletions: [],
});

/** A new account: nobody and nothing in it. */
export const emptyAccount = (identity: Identity): AccountState => ({
  ...nothing(),
  ...identity,
});

const upgradedUser = (saved: StoredUser): StoredUser => ({
  ...saved,
  mfaDevices: saved.mfaDevices.map((device) => ({
    ...{ enabledAt: saved.createdAt, tags: [] },
    ...device,
  })),
});

/** An account saved by an earlier version, with the members it could not know. */
export const upgradedAccount = (saved: AccountState): AccountState => ({
  ...nothing(),
  ...saved,
  users: new Map([...saved.users].map(([key, user]) => [key, upgradedUser(user)])),
  buckets: new Map(
    [...saved.buckets].map(([name, bucket]) => [name, upgradedBucket(bucket)]),
  ),
  oidcProviders: saved.oidcProviders.map((provider) => ({
    ...{ thumbprints: [], createdAt: saved.joinedAt, tags: [] },
    ...provider,
  })),
});
