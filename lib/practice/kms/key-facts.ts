import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { factsOf } from '../authorize/facts';
import { listOf } from '../iam/policy-document';
import type { Call } from '../operation';
import type { StoredKey } from '../world/types';

/** The world as the engine reads it, but with another policy on one key, which may be new. */
export function withKeyPolicy(
  call: Call,
  accountId: string,
  { id, arn }: Pick<StoredKey, 'id' | 'arn'>,
  policy: string,
): WorldFacts {
  const facts = factsOf(call.live);
  const account = facts.accounts.get(accountId);
  if (!account) return facts;
  const keysByArn = new Map(account.keysByArn).set(arn, { id, arn, policy });
  const changed = { ...account, keysByArn };
  return { ...facts, accounts: new Map(facts.accounts).set(accountId, changed) };
}

/** A key policy with one more permission in it. */
export function withAllow(policy: string, principals: string[], action: string): string {
  const document: { Statement: unknown } = JSON.parse(policy);
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: principals },
    Action: action,
    Resource: '*',
  };
  return JSON.stringify({
    ...document,
    Statement: [...listOf(document.Statement), statement],
  });
}
