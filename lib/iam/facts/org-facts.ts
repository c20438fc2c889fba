import type { CollectedOrg, OrgTarget, PolicyDocument } from '../world';

/** One level of the organization above an account, the account itself included. */
export type OrgLevel = {
  targetId: string;
  type: OrgTarget['Type'];
  serviceControlPolicies: string[];
  resourceControlPolicies: string[];
};

type OrgPolicyFacts = { id: string; name: string; document: PolicyDocument };

export type OrgFacts = {
  id: string;
  managementAccountId: string;
  targets: Map<string, OrgTarget>;
  policies: Map<string, OrgPolicyFacts>;
};

export function orgFacts(org: CollectedOrg): OrgFacts {
  return {
    id: org.Id,
    managementAccountId: org.ManagementAccountId,
    targets: new Map(org.Targets.map((target) => [target.Id, target])),
    policies: new Map(
      Object.entries(org.Policies).map(([id, { Name, Content }]) => [
        id,
        { id, name: Name, document: Content },
      ]),
    ),
  };
}

/** An account without a target is outside the organization. */
export const isMember = (org: OrgFacts | null, accountId: string | null): boolean =>
  accountId !== null && org?.targets.get(accountId)?.Type === 'ACCOUNT';

/** The levels of a member from the root down to the account itself. */
export function levelsOf(org: OrgFacts, accountId: string): OrgLevel[] {
  const levels: OrgLevel[] = [];
  const seen = new Set<string>();
  let next: string | null = accountId;
  while (next !== null && !seen.has(next)) {
    seen.add(next);
    const target: OrgTarget | undefined = org.targets.get(next);
    if (!target) break;
    levels.unshift({
      targetId: target.Id,
      type: target.Type,
      serviceControlPolicies: target.ServiceControlPolicies,
      resourceControlPolicies: target.ResourceControlPolicies,
    });
    next = target.ParentId;
  }
  return levels;
}

/**
 * Value of `aws:PrincipalOrgPaths` and `aws:ResourceOrgPaths`: `o-…/r-…/ou-…/`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function orgPathOf(org: OrgFacts, accountId: string): string {
  const levels = levelsOf(org, accountId).filter(({ type }) => type !== 'ACCOUNT');
  return `${[org.id, ...levels.map(({ targetId }) => targetId)].join('/')}/`;
}
