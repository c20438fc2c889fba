import { NUMBER_RULES } from '@/lib/iam/validate/number-rules';
import { policyCharacters } from '@/lib/iam/validate/policy-size';
import type { CollectedAccount, InlinePolicy, PolicyDocument } from '@/lib/iam/world';

const LIMITS = {
  trust: NUMBER_RULES.TrustPolicyLength.raisableTo ?? NUMBER_RULES.TrustPolicyLength.max,
  managed: NUMBER_RULES.ManagedPolicyLength.max,
  user: NUMBER_RULES.InlinePolicyTotalUser.max,
  group: NUMBER_RULES.InlinePolicyTotalGroup.max,
  role: NUMBER_RULES.InlinePolicyTotalRole.max,
};
const AWS_MANAGED = /^arn:[^:]+:iam::aws:/;

/** Policies of an account that are longer than AWS takes, a line each. */
export function oversized(account: CollectedAccount): string[] {
  const roles = account.RoleDetailList.flatMap((role) => [
    ...tooLong(
      [role.AssumeRolePolicyDocument],
      LIMITS.trust,
      `trust policy of ${role.Arn}`,
    ),
    ...tooLong(
      documentsOf(role.RolePolicyList),
      LIMITS.role,
      `inline policies of ${role.Arn}`,
    ),
  ]);
  const users = account.UserDetailList.flatMap(({ Arn, UserPolicyList }) =>
    tooLong(documentsOf(UserPolicyList), LIMITS.user, `inline policies of ${Arn}`),
  );
  const groups = account.GroupDetailList.flatMap(({ Arn, GroupPolicyList }) =>
    tooLong(documentsOf(GroupPolicyList), LIMITS.group, `inline policies of ${Arn}`),
  );
  const managed = account.Policies.filter(({ Arn }) => !AWS_MANAGED.test(Arn)).flatMap(
    ({ Arn, PolicyVersionList }) =>
      PolicyVersionList.flatMap(({ VersionId, Document }) =>
        tooLong([Document], LIMITS.managed, `version ${VersionId} of ${Arn}`),
      ),
  );
  return [...roles, ...users, ...groups, ...managed];
}

const documentsOf = (policies: InlinePolicy[] = []): PolicyDocument[] =>
  policies.map(({ PolicyDocument: document }) => document);

function tooLong(documents: PolicyDocument[], limit: number, what: string): string[] {
  const texts = documents.map(textOf);
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  // White space does not count, so this is looked at closely only where it may be too long.
  const counted =
    length > limit ? texts.reduce((sum, text) => sum + policyCharacters(text), 0) : 0;
  return counted > limit
    ? [`${what}: ${counted} characters, more than the ${limit} that AWS takes`]
    : [];
}

const textOf = (document: PolicyDocument): string =>
  typeof document === 'string' ? decoded(document) : (JSON.stringify(document) ?? '');

function decoded(text: string): string {
  if (!text.startsWith('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
