import type { CollectedAccount, InlinePolicy, PolicyDocument } from '@/lib/iam/world';
import type { AwsTarget, TargetState } from '@/lib/ports';

const ABSENT: TargetState = { exists: false };

const textOf = (document: PolicyDocument): string =>
  typeof document === 'string' ? document : JSON.stringify(document);

/** What the latest reading of an account tells of a target; nothing where there is none. */
export function stateInReading(
  account: CollectedAccount | undefined,
  target: AwsTarget,
): TargetState {
  if (!account) return ABSENT;
  if (target.kind === 'inline-policy') {
    const policies = policiesOf(account, target);
    const found = policies?.find(({ PolicyName }) => PolicyName === target.policyName);
    return found ? present(textOf(found.PolicyDocument), {}, null) : ABSENT;
  }
  const role = account.RoleDetailList.find(
    ({ RoleName }) => RoleName === target.roleName,
  );
  if (!role) return ABSENT;
  const tags = (role.Tags ?? []).map(({ Key, Value }) => [Key, Value]);
  const document = textOf(role.AssumeRolePolicyDocument);
  return present(document, Object.fromEntries(tags), role.RoleId);
}

const present = (
  document: string,
  tags: Record<string, string>,
  id: string | null,
): TargetState => ({ exists: true, document, tags, id });

type Inline = Extract<AwsTarget, { kind: 'inline-policy' }>;

function policiesOf(
  account: CollectedAccount,
  { principal, principalName }: Inline,
): InlinePolicy[] | undefined {
  switch (principal) {
    case 'user':
      return account.UserDetailList.find(({ UserName }) => UserName === principalName)
        ?.UserPolicyList;
    case 'role':
      return account.RoleDetailList.find(({ RoleName }) => RoleName === principalName)
        ?.RolePolicyList;
    case 'group':
      return account.GroupDetailList.find(({ GroupName }) => GroupName === principalName)
        ?.GroupPolicyList;
    default:
      return principal satisfies never;
  }
}
