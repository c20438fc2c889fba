import { parseArn } from '@/lib/core/arn';
import { type Call, changed } from '../operation';
import type { StoredKey } from '../world/kms-types';
import type { AccountState } from '../world/types';
import { invalidArn, keyNotFound, notFound } from './errors';
import { kmsArn } from './make-kms-key';
import { makeManagedKey } from './managed-key';

const KEY_ID = /^(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|mrk-[0-9a-f]{32})$/;
const ALIAS = /^alias\/[\w/-]+$/;

/** What a KeyId names. The key of another account may not be there: only its policy may say so. */
export type KeyTarget = {
  arn: string;
  accountId: string;
  owner: AccountState | null;
  key: StoredKey | null;
  /** `alias/…` when the call named it so. */
  alias: string | null;
  /** Made for this call: it goes again when the call may not use it. */
  isNew: boolean;
};

export type FoundKey = KeyTarget & { owner: AccountState; key: StoredKey };

type Lookup = {
  /** Where the key has to be; the region of the call when not given. */
  region?: string;
  /** Whether an alias may stand for the key. */
  takesAlias: boolean;
  /** Whether a service's own key is made when it is not there yet. */
  makesManaged?: boolean;
};

/** Forgets a key with its aliases. */
export function forgetKey(
  call: Call,
  { owner, key }: Pick<FoundKey, 'owner' | 'key'>,
): void {
  owner.kmsKeys.delete(key.arn);
  for (const alias of [...owner.kmsAliases.values()])
    if (alias.keyArn === key.arn) owner.kmsAliases.delete(alias.arn);
  changed(call, owner);
}

/** Forgets keys whose waiting period is over, with their aliases. */
export function forgetDeletedKeys(call: Call, account: AccountState): void {
  for (const key of [...account.kmsKeys.values()]) {
    if (key.deletionAt === null || Date.parse(key.deletionAt) > call.nowMs) continue;
    forgetKey(call, { owner: account, key });
  }
}

function targetAt(call: Call, arn: string, alias: string | null): KeyTarget {
  const accountId = parseArn(arn)?.accountId ?? '';
  const owner = call.world.accounts.get(accountId) ?? null;
  if (owner) forgetDeletedKeys(call, owner);
  const key = owner?.kmsKeys.get(arn) ?? null;
  return { arn, accountId, owner, key, alias, isNew: false };
}

function byAlias(call: Call, arn: string, { region, makesManaged }: Lookup): KeyTarget {
  const { accountId = '', resource = '' } = parseArn(arn) ?? {};
  const owner = call.world.accounts.get(accountId);
  if (owner) forgetDeletedKeys(call, owner);
  const known = owner?.kmsAliases.get(arn)?.keyArn;
  if (known) return targetAt(call, known, resource);
  const made =
    makesManaged && accountId === call.account.id
      ? makeManagedKey(call, region ?? call.region, resource)
      : null;
  if (!made) throw notFound(`Alias ${arn} is not found.`);
  return { ...targetAt(call, made.arn, resource), isNew: true };
}

function byArn(call: Call, arn: string, lookup: Lookup): KeyTarget {
  const parts = parseArn(arn);
  if (parts?.service !== 'kms' || !/^\d{12}$/.test(parts.accountId))
    throw invalidArn(`Invalid arn: ${arn}`);
  if (parts.region !== (lookup.region ?? call.region))
    throw notFound(`Invalid arn ${parts.region}`);
  const [kind, id = ''] = parts.resource.split('/');
  if (kind === 'key' && KEY_ID.test(id)) return targetAt(call, arn, null);
  if (kind === 'alias' && lookup.takesAlias) return byAlias(call, arn, lookup);
  throw invalidArn(`Invalid arn: ${arn}`);
}

/** What a key id, key ARN, alias name or alias ARN stands for. */
export function targetOf(call: Call, keyId: string, lookup: Lookup): KeyTarget {
  if (keyId.startsWith('arn:')) return byArn(call, keyId, lookup);
  const arn = kmsArn(call.account, lookup.region ?? call.region, keyId);
  if (lookup.takesAlias && ALIAS.test(keyId)) return byAlias(call, arn, lookup);
  if (!KEY_ID.test(keyId)) throw notFound(`Invalid keyId '${keyId}'`);
  return targetAt(
    call,
    kmsArn(call.account, lookup.region ?? call.region, `key/${keyId}`),
    null,
  );
}

/** A key of the caller's own account has to be there before anybody is asked about it. */
export function existing(call: Call, target: KeyTarget): FoundKey | null {
  const { owner, key } = target;
  if (owner && key) return { ...target, owner, key };
  if (target.accountId === call.account.id) throw keyNotFound(target.arn);
  return null;
}
