import type { CollectedAccount } from '@/lib/iam/world';
import { REGION, rootArn } from './account-plan';
import { oddConditions } from './oddities/odd-conditions';
import { oddPrincipals } from './oddities/odd-principals';
import { twistDocument } from './oddities/twist-document';
import { type Policy, policy, type Statement } from './policy';
import { isOdd, type Scene } from './scene';
import { hexText } from './unique-id';

type Keys = NonNullable<CollectedAccount['Keys']>;

const MOST_KEYS = 3;
const USE = ['kms:Decrypt', 'kms:GenerateDataKey*', 'kms:DescribeKey'];

/** The account's KMS keys. Without the account's own statement IAM has no say over a key. */
export function keys(scene: Scene): Keys {
  const { options, account, random } = scene;
  return Array.from({ length: random.below(MOST_KEYS) }, (_, number) => {
    const id = keyId(hexText(options.seed, `${account.id}/key/${number}`, 32));
    return {
      KeyId: id,
      Arn: `arn:${account.partition}:kms:${REGION}:${account.id}:key/${id}`,
      Policy: twistDocument(scene, keyPolicy(scene)),
    };
  });
}

const keyId = (hex: string): string =>
  hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

function keyPolicy(scene: Scene): Policy {
  const { account, hub, roles, random } = scene;
  const own: Statement = {
    Sid: 'Delegate',
    Effect: 'Allow',
    Principal: { AWS: rootArn(account) },
    Action: 'kms:*',
    Resource: '*',
  };
  const isDelegated = random.chance(0.9);
  const reader = random.chance(0.6) ? random.pick(roles).arn : rootArn(hub.account);
  const use: Statement = {
    ...own,
    Sid: 'Use',
    Principal: isOdd(scene, 0.5) ? oddPrincipals(scene, null) : { AWS: reader },
    Action: USE,
    ...(isOdd(scene, 0.4) ? { Condition: oddConditions(scene) } : {}),
  };
  return policy(...(isDelegated ? [own] : []), use);
}
