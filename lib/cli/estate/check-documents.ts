import { policySource } from '@/lib/iam/explain/policy-source';
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
  const read = documents.map(readDocument);
  const problems = read.flatMap(({ problem }) =>
    problem === null ? [] : [`${place}: ${problem}`],
  );
  const size = charactersOf(
    read.map(({ text }) => text),
    limit,
  );
  return size > limit
    ? [...problems, `${place}: ${size} characters, more than the ${limit} that AWS takes`]
    : problems;
}

/** Characters of some texts together; at least how many, where they are surely few enough. */
function charactersOf(texts: string[], limit: number): number {
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  // White space does not count, so this is looked at closely only where it may be too much.
  return length > limit
    ? texts.reduce((sum, text) => sum + policyCharacters(text), 0)
    : length;
}

/** What `policySource` makes of what has no form as text. */
const NO_TEXT = 'null';

function readDocument(source: PolicyDocument): { text: string; problem: string | null } {
  const decoded = decodeDocument(source);
  const text = policySource(source);
  if (!decoded.ok) return { text, problem: decoded.problem };
  const isDeep = decoded.document !== null && text === NO_TEXT;
  return {
    text,
    problem: isDeep ? 'The document is nested deeper than a policy can be.' : null,
  };
}
