import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { factsOf } from '../authorize/facts';
import { isObject, listOf } from '../iam/policy-document';
import type { Call } from '../operation';
import type { StoredKey } from '../world/kms-types';

/** The world as the engine reads it, but with another policy on one key, which may be new. */
export function withKeyPolicy(
  call: Call,
  accountId: string,
  { id, arn, manager }: StoredKey,
  policy: string,
): WorldFacts {
  const facts = factsOf(call.live);
  const account = facts.accounts.get(accountId);
  if (!account) return facts;
  const keysByArn = new Map(account.keysByArn).set(arn, {
    id,
    arn,
    policy,
    isAwsManaged: manager === 'AWS',
  });
  const changed = { ...account, keysByArn };
  return { ...facts, accounts: new Map(facts.accounts).set(accountId, changed) };
}

/** Statements of a key policy that deny. */
export function denialsIn(policy: string): unknown[] {
  const document: { Statement: unknown } = JSON.parse(policy);
  return listOf(document.Statement).filter(
    (statement) => isObject(statement) && statement['Effect'] === 'Deny',
  );
}

/** What a grant says, as the engine reads it, beside what the key policy denies. */
export const grantPolicy = (
  principals: string[],
  action: string,
  denials: unknown[],
): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      ...denials,
      { Effect: 'Allow', Principal: { AWS: principals }, Action: action, Resource: '*' },
    ],
  });
