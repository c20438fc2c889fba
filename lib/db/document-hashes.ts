import { sha256 } from '@/lib/core/sha256';
import type { CollectedAccount, CollectedOrg, PolicyDocument } from '@/lib/iam/world';

type Change = (document: PolicyDocument) => PolicyDocument;
type Inline = { PolicyName: string; PolicyDocument: PolicyDocument };

const inline = (change: Change, policies: Inline[]) =>
  policies.map((policy) => ({
    ...policy,
    PolicyDocument: change(policy.PolicyDocument),
  }));

/** The reading with each policy document changed, and nothing else. */
function changeDocuments(account: CollectedAccount, change: Change): CollectedAccount {
  const { Buckets, Keys } = account;
  return {
    ...account,
    UserDetailList: account.UserDetailList.map((user) => ({
      ...user,
      ...(user.UserPolicyList && { UserPolicyList: inline(change, user.UserPolicyList) }),
    })),
    GroupDetailList: account.GroupDetailList.map((group) => ({
      ...group,
      ...(group.GroupPolicyList && {
        GroupPolicyList: inline(change, group.GroupPolicyList),
      }),
    })),
    RoleDetailList: account.RoleDetailList.map((role) => ({
      ...role,
      AssumeRolePolicyDocument: change(role.AssumeRolePolicyDocument),
      ...(role.RolePolicyList && { RolePolicyList: inline(change, role.RolePolicyList) }),
    })),
    Policies: account.Policies.map((policy) => ({
      ...policy,
      PolicyVersionList: policy.PolicyVersionList.map((version) => ({
        ...version,
        Document: change(version.Document),
      })),
    })),
    ...(Buckets && {
      Buckets: Buckets.map((bucket) => ({
        ...bucket,
        Policy: bucket.Policy === null ? null : change(bucket.Policy),
      })),
    }),
    ...(Keys && { Keys: Keys.map((key) => ({ ...key, Policy: change(key.Policy) })) }),
  };
}

function changeOrgDocuments(org: CollectedOrg, change: Change): CollectedOrg {
  const policies = Object.entries(org.Policies).map(([id, policy]) => [
    id,
    { ...policy, Content: change(policy.Content) },
  ]);
  return { ...org, Policies: Object.fromEntries(policies) };
}

/** Documents by the SHA-256 of their JSON text, each once. */
export type Documents = Map<string, string>;

/** Takes each document out, remembers it and leaves its hash. */
const take =
  (documents: Documents): Change =>
  (document) => {
    const text = JSON.stringify(document) ?? 'null';
    const hash = sha256(text);
    documents.set(hash, text);
    return hash;
  };

/** Puts the documents back. Equal documents become one object in memory. */
function put(documents: ReadonlyMap<string, string>): Change {
  const parsed = new Map<string, unknown>();
  return (hash) => {
    const key = String(hash);
    const text = documents.get(key);
    if (text === undefined) throw new Error(`Policy document ${key} is missing.`);
    if (!parsed.has(key)) parsed.set(key, JSON.parse(text));
    return parsed.get(key);
  };
}

export const takeDocuments = (account: CollectedAccount, documents: Documents) =>
  changeDocuments(account, take(documents));

export const takeOrgDocuments = (org: CollectedOrg, documents: Documents) =>
  changeOrgDocuments(org, take(documents));

/** One for many readings, so that what they share is parsed once. */
export function putDocumentsBack(documents: ReadonlyMap<string, string>) {
  const change = put(documents);
  return {
    account: (account: CollectedAccount) => changeDocuments(account, change),
    org: (org: CollectedOrg) => changeOrgDocuments(org, change),
  };
}
