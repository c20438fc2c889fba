import { createHash } from 'node:crypto';
import { enablesIdentityPolicies } from '../kms/default-policy';
import { makeKmsKey, nameKmsKey } from '../kms/make-kms-key';
import type { StoredKey } from '../world/kms-types';
import type { Draft } from './builder';
import { documentOf, rootArn, type SeedStatement } from './document';

const REGION = 'eu-west-1';
const DAY_MS = 24 * 3600_000;

/** The same id for the same key, so that a seed looks alike in every world. */
function keyId(accountId: string, alias: string): string {
  const hash = createHash('sha256').update(`${accountId} ${alias}`).digest('hex');
  return hash.replace(
    /^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/,
    (_, a, b, c, d, e) => `${a}-${b}-4${c}-a${d}-${e}`,
  );
}

/** ARN of a seeded key, for policies that name it. */
export const keyArn = (accountId: string, alias: string): string =>
  `arn:aws:kms:${REGION}:${accountId}:key/${keyId(accountId, alias)}`;

/** The account administers its key; who uses it, the key policy says by itself. */
export const administers = (accountId: string): SeedStatement => ({
  Sid: 'AccountAdministers',
  Effect: 'Allow',
  Principal: { AWS: rootArn(accountId) },
  Action: [
    'kms:Create*',
    'kms:Describe*',
    'kms:Enable*',
    'kms:List*',
    'kms:Put*',
    'kms:Update*',
    'kms:Revoke*',
    'kms:Disable*',
    'kms:Get*',
    'kms:Delete*',
    'kms:TagResource',
    'kms:UntagResource',
    'kms:ScheduleKeyDeletion',
    'kms:CancelKeyDeletion',
  ],
  Resource: '*',
});

/** Identity policies of the account count, as with a key that nobody gave a policy. */
export const delegates = (accountId: string): SeedStatement =>
  enablesIdentityPolicies({ id: accountId, partition: 'aws' });

/** One statement of a key policy about who may use the key. */
export const mayUse = (
  sid: string,
  principals: string | string[],
  actions: string[],
  condition?: SeedStatement['Condition'],
): SeedStatement => ({
  Sid: sid,
  Effect: 'Allow',
  Principal: { AWS: principals },
  Action: actions,
  Resource: '*',
  ...(condition && { Condition: condition }),
});

/** A customer key with its alias; its bytes differ in every world. */
export function addKey(
  { account, nowMs }: Draft,
  alias: string,
  seed: { says: string; policy: SeedStatement[]; team: string },
): StoredKey {
  const createdAt = new Date(nowMs - 600 * DAY_MS).toISOString();
  const key = makeKmsKey(account, {
    id: keyId(account.id, alias),
    region: REGION,
    policy: documentOf(...seed.policy),
    createdAt,
    description: seed.says,
    tags: [{ Key: 'team', Value: seed.team }],
  });
  key.rotation = { periodDays: 365, since: createdAt };
  nameKmsKey(account, key, alias, createdAt);
  return key;
}
