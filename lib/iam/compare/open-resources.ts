import { parseArn } from '@/lib/core/arn';
import type { AccountFacts } from '../facts/account-facts';
import type { WorldFacts } from '../facts/world-facts';
import type { Question } from '../question';
import { madeUpRole } from './made-up';

/** Resources leave the decision to the callers' own accounts, or let everybody in by themselves. */
export type Openness = 'to-accounts' | 'to-everybody';

/** ARNs of those who ask and belong to an account. */
export const callersOf = (questions: Question[]): Set<string> =>
  new Set(
    questions.flatMap(({ principal }) =>
      principal !== '*' && 'AWS' in principal ? [principal.AWS] : [],
    ),
  );

/** Adds the roles, keys and buckets that questions are about, open in one of two ways. */
export function openResources(
  { accounts }: WorldFacts,
  questions: Question[],
  openness: Openness,
): void {
  const callers = [...callersOf(questions)].map((arn) => parseArn(arn)?.accountId ?? '');
  const Principal = openness === 'to-everybody' ? '*' : { AWS: [...new Set(callers)] };
  const open = (more: object = {}) => ({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: '*', ...more }],
  });
  const owners = new Map(
    questions.map(({ resource, resourceAccount }) => [resource, resourceAccount]),
  );
  for (const [resource, owner] of owners) {
    const account = accounts.get(parseArn(resource)?.accountId || (owner ?? ''));
    if (account) openResource(account, resource, open());
    // To callers of its own account a bucket is open as it is.
    if (account && openness === 'to-everybody')
      openBucket(account, resource, open({ Resource: '*' }));
  }
}

function openResource(account: AccountFacts, arn: string, policy: unknown): void {
  const { service, resource = '' } = parseArn(arn) ?? {};
  const name = /^role\/(?:.*\/)?([^/]+)$/.exec(resource)?.[1];
  if (service === 'iam' && name) {
    const known = account.rolesByArn.get(arn) ?? madeUpRole(arn, name, 'role');
    account.rolesByArn.set(arn, { ...known, AssumeRolePolicyDocument: policy });
  }
  if (service === 'kms')
    account.keysByArn.set(arn, { id: arn, arn, policy, isAwsManaged: false });
}

function openBucket(account: AccountFacts, arn: string, policy: unknown): void {
  const { service, accountId, resource = '' } = parseArn(arn) ?? {};
  const [name = ''] = resource.split('/');
  if (service === 's3' && accountId === '')
    account.bucketsByName.set(name, { name, policy, keyArn: null });
}
