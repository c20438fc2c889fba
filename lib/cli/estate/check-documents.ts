import { decodeDocument } from '@/lib/iam/parse/decode-document';
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

/** Policies of an account that are no JSON or longer than AWS takes, a line each. */
export function checkDocuments(account: CollectedAccount): string[] {
  const roles = account.RoleDetailList.flatMap((role) => [
    ...check([role.AssumeRolePolicyDocument], LIMITS.trust, 'trust policy', role.Arn),
    ...checkInline(role.RolePolicyList, LIMITS.role, role.Arn),
  ]);
  const users = account.UserDetailList.flatMap(({ Arn, UserPolicyList }) =>
    checkInline(UserPolicyList, LIMITS.user, Arn),
  );
  const groups = account.GroupDetailList.flatMap(({ Arn, GroupPolicyList }) =>
    checkInline(GroupPolicyList, LIMITS.group, Arn),
  );
  const managed = account.Policies.filter(({ Arn }) => !AWS_MANAGED.test(Arn)).flatMap(
    ({ Arn, PolicyVersionList }) =>
      PolicyVersionList.flatMap(({ VersionId, Document }) =>
        check([Document], LIMITS.managed, `version ${VersionId}`, Arn),
      ),
  );
  return [...roles, ...users, ...groups, ...managed];
}

const checkInline = (
  policies: InlinePolicy[] | undefined,
  limit: number,
  arn: string,
): string[] =>
  check(
    (policies ?? []).map(({ PolicyDocument: document }) => document),
    limit,
    'inline policies',
    arn,
  );

function check(
  documents: PolicyDocument[],
  limit: number,
  what: string,
  arn: string,
): string[] {
  const place = `${what} of ${arn}`;
  const problems = documents.flatMap((document) => {
    const decoded = decodeDocument(document);
    return decoded.ok ? [] : [`${place}: ${decoded.problem}`];
  });
  const size = charactersOf(documents, limit);
  return size > limit
    ? [...problems, `${place}: ${size} characters, more than the ${limit} that AWS takes`]
    : problems;
}

/** Characters of some documents together; at least how many, where they are surely few enough. */
function charactersOf(documents: PolicyDocument[], limit: number): number {
  const texts = documents.map(textOf);
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  // White space does not count, so this is looked at closely only where it may be too much.
  return length > limit
    ? texts.reduce((sum, text) => sum + policyCharacters(text), 0)
    : length;
}

function textOf(document: PolicyDocument): string {
  const text = typeof document === 'string' ? document.trim() : '';
  if (text !== '' && !text.startsWith('%')) return text;
  const decoded = decodeDocument(document);
  return decoded.ok ? JSON.stringify(decoded.document) : text;
}
