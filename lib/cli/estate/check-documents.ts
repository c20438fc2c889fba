import { policySource } from '@/lib/iam/explain/policy-source';
import { decodeDocument } from '@/lib/iam/parse/decode-document';
import type { CollectedAccount, InlinePolicy, PolicyDocument } from '@/lib/iam/world';
import { LIMITS, type Limit, saySize } from './say-size';

const AWS_MANAGED = /^arn:[^:]+:iam::aws:/;

/** Documents that share a limit, and where they are. */
type Batch = { documents: PolicyDocument[]; limit: Limit; place: string };

/** Policies of an account that are no JSON or longer than AWS takes, a line each. */
export const checkDocuments = (account: CollectedAccount): string[] =>
  batchesOf(account).flatMap(check);

/** Policies of an account that are longer than AWS takes, a line each. */
export const checkSizes = (account: CollectedAccount): string[] =>
  batchesOf(account).flatMap(({ documents, limit, place }) =>
    saySize(documents.map(policySource), limit, place),
  );

function batchesOf(account: CollectedAccount): Batch[] {
  const roles = account.RoleDetailList.flatMap((role) => [
    batch([role.AssumeRolePolicyDocument], LIMITS.trust, 'trust policy', role.Arn),
    ...inline(role.RolePolicyList, LIMITS.role, role.Arn),
  ]);
  const users = account.UserDetailList.flatMap(({ Arn, UserPolicyList }) =>
    inline(UserPolicyList, LIMITS.user, Arn),
  );
  const groups = account.GroupDetailList.flatMap(({ Arn, GroupPolicyList }) =>
    inline(GroupPolicyList, LIMITS.group, Arn),
  );
  const managed = account.Policies.filter(({ Arn }) => !AWS_MANAGED.test(Arn)).flatMap(
    ({ Arn, PolicyVersionList }) =>
      (PolicyVersionList ?? []).map(({ VersionId, Document }) =>
        batch([Document], LIMITS.managed, `version ${VersionId}`, Arn),
      ),
  );
  const buckets = (account.Buckets ?? []).flatMap(({ Name, Policy }) =>
    Policy ? [batch([Policy], LIMITS.bucket, 'bucket policy', Name)] : [],
  );
  const keys = (account.Keys ?? []).flatMap(({ Arn, Policy }) =>
    Policy ? [batch([Policy], LIMITS.key, 'key policy', Arn)] : [],
  );
  return [...roles, ...users, ...groups, ...managed, ...buckets, ...keys];
}

const batch = (
  documents: PolicyDocument[],
  limit: Limit,
  what: string,
  arn: string,
): Batch => ({ documents, limit, place: `${what} of ${arn}` });

function inline(
  policies: InlinePolicy[] | undefined,
  limit: Limit,
  arn: string,
): Batch[] {
  const documents = (policies ?? []).map(({ PolicyDocument: document }) => document);
  return [batch(documents, limit, 'inline policies', arn)];
}

function check({ documents, limit, place }: Batch): string[] {
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
