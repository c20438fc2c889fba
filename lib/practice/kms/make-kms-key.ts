import { randomBytes, randomUUID } from 'node:crypto';
import type { StoredKey } from '../world/kms-types';
import type { AccountState } from '../world/types';

export const kmsArn = (
  account: Pick<AccountState, 'id' | 'partition'>,
  region: string,
  resource: string,
): string => `arn:${account.partition}:kms:${region}:${account.id}:${resource}`;

type KeySeed = {
  region: string;
  policy: string;
  createdAt: string;
  isMultiRegion?: boolean;
} & Partial<Pick<StoredKey, 'id' | 'description' | 'manager' | 'tags' | 'material'>>;

/** A key that is not yet in its account. */
export function newKmsKey(
  account: AccountState,
  { region, isMultiRegion = false, ...seed }: KeySeed,
): StoredKey {
  const id = isMultiRegion ? `mrk-${randomUUID().replaceAll('-', '')}` : randomUUID();
  return {
    id,
    description: '',
    manager: 'CUSTOMER',
    tags: [],
    material: randomBytes(32).toString('base64'),
    ...seed,
    arn: kmsArn(account, region, `key/${seed.id ?? id}`),
    region,
    state: 'Enabled',
    deletionAt: null,
    rotation: null,
    grants: [],
  };
}

/** Puts a new key into its account. */
export function makeKmsKey(account: AccountState, seed: KeySeed): StoredKey {
  const key = newKmsKey(account, seed);
  account.kmsKeys.set(key.arn, key);
  return key;
}

/** Gives a key of the account a name in its region. */
export function nameKmsKey(
  account: AccountState,
  key: StoredKey,
  name: string,
  at: string,
): void {
  const { region } = key;
  const arn = kmsArn(account, region, name);
  const alias = { name, arn, region, keyArn: key.arn, createdAt: at, updatedAt: at };
  account.kmsAliases.set(arn, alias);
}

export const aliasesOf = (account: AccountState, key: StoredKey): string[] =>
  [...account.kmsAliases.values()]
    .filter(({ keyArn }) => keyArn === key.arn)
    .map(({ name }) => name);
