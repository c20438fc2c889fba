import type { AccountFacts } from '@/lib/iam/facts/account-facts';
import { findPolicyDocument, type WorldFacts } from '@/lib/iam/facts/world-facts';
import { decodeDocument } from '@/lib/iam/parse/decode-document';
import type { PolicyDocument, RoleDetail } from '@/lib/iam/world';
import type { PolicyView } from './role-schema';

/** A document that hangs on a role; null where it was not collected. */
export type RolePolicy = Pick<PolicyView, 'name' | 'kind' | 'arn'> & {
  document: PolicyDocument | null;
};

const AWS_OWNED = /^arn:[a-z-]+:iam::aws:policy\//;

/** Every document that decides about a role: its trust, its permissions, its boundary. */
export function rolePolicies(
  role: RoleDetail,
  account: AccountFacts,
  world: WorldFacts,
): RolePolicy[] {
  const find = (arn: string) => findPolicyDocument(world, account, arn)?.document ?? null;
  const boundaryArn = role.PermissionsBoundary?.PermissionsBoundaryArn;
  const trust: RolePolicy = {
    name: 'trust policy',
    kind: 'trust',
    arn: null,
    document: role.AssumeRolePolicyDocument,
  };
  const inline = (role.RolePolicyList ?? []).map(
    ({ PolicyName: name, PolicyDocument: document }): RolePolicy => {
      return { name, kind: 'inline', arn: null, document };
    },
  );
  const attached = (role.AttachedManagedPolicies ?? []).map(
    ({ PolicyName: name, PolicyArn: arn }): RolePolicy => {
      const kind = AWS_OWNED.test(arn) ? 'aws-managed' : 'managed';
      return { name, kind, arn, document: find(arn) };
    },
  );
  const boundary: RolePolicy[] = boundaryArn
    ? [
        {
          name: boundaryArn.slice(boundaryArn.lastIndexOf('/') + 1),
          kind: 'boundary',
          arn: boundaryArn,
          document: find(boundaryArn),
        },
      ]
    : [];
  return [trust, ...inline, ...attached, ...boundary];
}

export const policyViewOf = ({ document, ...policy }: RolePolicy): PolicyView => ({
  ...policy,
  text: document === null ? 'This policy was not read.' : prettyText(document),
});

export function prettyText(source: PolicyDocument): string {
  const decoded = decodeDocument(source);
  return decoded.ok ? JSON.stringify(decoded.document, null, 2) : String(source);
}
