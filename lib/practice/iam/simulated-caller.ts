import { nameOfArn } from '@/lib/core/arn';
import { accountFacts } from '@/lib/iam/facts/account-facts';
import { type WorldFacts, worldFacts } from '@/lib/iam/facts/world-facts';
import type { CollectedAccount, CollectedOrg, InlinePolicy, Tag } from '@/lib/iam/world';

/** A policy of a simulation, by the name that its results give it. */
export type PolicySource = { id: string; document: string };

/** Somebody whose policies are tried out, whether there is such a person or not. */
export type SimulatedCaller = {
  arn: string;
  kind: 'user' | 'role';
  id: string;
  path: string;
  tags: Tag[];
  accountId: string;
  policies: PolicySource[];
  boundary: PolicySource | null;
  /** Given when the service control policies of an organisation are to count. */
  org: CollectedOrg | null;
};

/** Inline policies carry the position of their source as their name. */
const inlineOf = (policies: PolicySource[]): InlinePolicy[] =>
  policies.map(({ document }, at) => ({
    PolicyName: String(at),
    PolicyDocument: document,
  }));

const BOUNDARY = 'boundary';

/** The policy behind the name that the engine knows it by. */
export const sourceNamed = (
  { policies, boundary }: SimulatedCaller,
  name: string,
): PolicySource | null =>
  name === BOUNDARY ? boundary : (policies[Number(name)] ?? null);

/**
 * A world in which there is nothing but the caller: the policy simulator looks at no trust
 * policy and at no bucket's.
 */
export function worldOfCaller(caller: SimulatedCaller): WorldFacts {
  const { accountId, arn, boundary } = caller;
  const boundaryArn = `arn:aws:iam::${accountId}:policy/${BOUNDARY}`;
  const common = {
    Path: caller.path,
    Arn: arn,
    Tags: caller.tags,
    ...(boundary && {
      PermissionsBoundary: {
        PermissionsBoundaryType: 'Policy',
        PermissionsBoundaryArn: boundaryArn,
      },
    }),
  };
  const name = nameOfArn(arn);
  const inline = inlineOf(caller.policies);
  const isUser = caller.kind === 'user';
  const user = { ...common, UserName: name, UserId: caller.id, UserPolicyList: inline };
  const role = {
    ...common,
    RoleName: name,
    RoleId: caller.id,
    RolePolicyList: inline,
    AssumeRolePolicyDocument: {},
  };
  const account: CollectedAccount = {
    UserDetailList: isUser ? [user] : [],
    RoleDetailList: isUser ? [] : [role],
    GroupDetailList: [],
    Policies: boundary ? [managed(boundaryArn, boundary)] : [],
  };
  return worldFacts(caller.org ?? undefined, [accountFacts(accountId, account)]);
}

const managed = (Arn: string, { document }: PolicySource) => ({
  PolicyName: BOUNDARY,
  Arn,
  DefaultVersionId: 'v1',
  PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, Document: document }],
});
