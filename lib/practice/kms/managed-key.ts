import { lookUp } from '@/lib/core/look-up';
import { type Call, changed, worldTime } from '../operation';
import type { StoredKey } from '../world/kms-types';
import type { AccountState } from '../world/types';
import { makeKmsKey, nameKmsKey } from './make-kms-key';

export const RESERVED_PREFIX = 'alias/aws/';

/** Words of a managed key's description, by the service that makes it. */
const SERVICES: Record<string, string> = { s3: 'my S3 objects' };

const CRYPTOGRAPHIC = [
  'kms:Encrypt',
  'kms:Decrypt',
  'kms:ReEncrypt*',
  'kms:GenerateDataKey*',
  'kms:DescribeKey',
];

function policyOf(account: AccountState, region: string, service: string): string {
  const throughService = {
    'kms:CallerAccount': account.id,
    'kms:ViaService': `${service}.${region}.amazonaws.com`,
  };
  const document = {
    Version: '2012-10-17',
    Id: `auto-${service}-2`,
    Statement: [
      {
        Sid: `Allow access through ${service.toUpperCase()} for all principals in the account that are authorized to use ${service.toUpperCase()}`,
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: CRYPTOGRAPHIC,
        Resource: '*',
        Condition: { StringEquals: throughService },
      },
      {
        Sid: 'Allow direct access to key metadata to the account',
        Effect: 'Allow',
        Principal: { AWS: `arn:${account.partition}:iam::${account.id}:root` },
        Action: ['kms:Describe*', 'kms:Get*', 'kms:List*', 'kms:RevokeGrant'],
        Resource: '*',
      },
    ],
  };
  return JSON.stringify(document, null, 2);
}

/**
 * Makes the key that a service has for itself in the caller's account; null when no service of
 * that name makes one.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-key
 */
export function makeManagedKey(
  call: Call,
  region: string,
  alias: string,
): StoredKey | null {
  const { account } = call;
  const service = alias.slice(RESERVED_PREFIX.length);
  const words = lookUp(SERVICES, service);
  if (!words || !alias.startsWith(RESERVED_PREFIX)) return null;
  const at = worldTime(call);
  const key = makeKmsKey(account, {
    region,
    policy: policyOf(account, region, service),
    createdAt: at,
    description: `Default key that protects ${words} when no other key is defined`,
    manager: 'AWS',
  });
  key.rotation = { periodDays: 365, since: at };
  nameKmsKey(account, key, alias, at);
  changed(call);
  return key;
}
