import type { CollectedAccount, CollectedWorld, InlinePolicy } from '../world';
import type { Finding } from './finding';

/** The world after a fix was put in place. */
export function applyFix(
  world: CollectedWorld,
  { policy, subject, fix }: Finding,
): CollectedWorld {
  const accountId = policy.accountId ?? '';
  const account = world.accounts[accountId];
  if (!account || !fix) return world;
  const next = withDocument(account, { ...policy, subject, document: fix.document });
  return { ...world, accounts: { ...world.accounts, [accountId]: next } };
}

type Place = Finding['policy'] & { subject: string; document: unknown };

function withDocument(account: CollectedAccount, place: Place): CollectedAccount {
  const { kind, name, subject, document } = place;
  const inline = (list: InlinePolicy[] = []): InlinePolicy[] =>
    list.map((one) =>
      one.PolicyName === name ? { ...one, PolicyDocument: document } : one,
    );
  switch (kind) {
    case 'bucket':
      return {
        ...account,
        Buckets: (account.Buckets ?? []).map((one) =>
          subject.endsWith(`:${one.Name}`) ? { ...one, Policy: document } : one,
        ),
      };
    case 'key':
      return {
        ...account,
        Keys: (account.Keys ?? []).map((one) =>
          one.Arn === subject ? { ...one, Policy: document } : one,
        ),
      };
    case 'trust':
      return {
        ...account,
        RoleDetailList: account.RoleDetailList.map((one) =>
          one.Arn === subject ? { ...one, AssumeRolePolicyDocument: document } : one,
        ),
      };
    default:
      return {
        ...account,
        UserDetailList: account.UserDetailList.map((one) =>
          one.Arn === subject
            ? { ...one, UserPolicyList: inline(one.UserPolicyList) }
            : one,
        ),
        RoleDetailList: account.RoleDetailList.map((one) =>
          one.Arn === subject
            ? { ...one, RolePolicyList: inline(one.RolePolicyList) }
            : one,
        ),
      };
  }
}
