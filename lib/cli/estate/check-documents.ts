import { policySource } from '@/lib/iam/explain/policy-source';
import { decodeDocument } from '@/lib/iam/parse/decode-document';
import type { CollectedAccount, InlinePolicy, PolicyDocument } from '@/lib/iam/world';
import { LIMITS, type Limit, saySize } from './say-size';

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
  const buckets = (account.Buckets ?? []).flatMap(({ Name, Policy }) =>
    Policy ? check([Policy], LIMITS.bucket, 'bucket policy', Name) : [],
  );
  const keys = (account.Keys ?? []).flatMap(({ Arn, Policy }) =>
    Policy ? check([Policy], LIMITS.key, 'key policy', Arn) : [],
  );
  return [...roles, ...users, ...groups, ...managed, ...buckets, ...keys];
}

const checkInline = (
  policies: InlinePolicy[] | undefined,
  limit: Limit,
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
  limit: Limit,
  what: string,
  arn: string,
): string[] {
  const place = `${what} of ${arn}`;
  const texts = documents.map(policySource);
  const problems = documents.flatMap((document, at) => {
    const problem = problemOf(document, texts[at] ?? NO_TEXT);
    return problem === null ? [] : [`${place}: ${problem}`];
  });
  return [...problems, ...saySize(texts, limit, place)];
}

/** What `policySource` makes of what has no form as text. */
const NO_TEXT = 'null';

function problemOf(source: PolicyDocument, text: string): string | null {
  const decoded = decodeDocument(source);
  if (!decoded.ok) return decoded.problem;
  const isDeep = decoded.document !== null && text === NO_TEXT;
  return isDeep ? 'The document is nested deeper than a policy can be.' : null;
}
