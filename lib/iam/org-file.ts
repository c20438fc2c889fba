import type { CollectedOrg, OrgTarget, PolicyDocument } from './world';

/** An organization in one file: its units, accounts and policies, and what is attached where. */
export type OrgFile = {
  Organization: { Id: string; MasterAccountId: string };
  Root: { Id: string };
  OrganizationalUnits: readonly { Id: string; ParentId: string }[];
  Accounts: readonly { Id: string; ParentId: string }[];
  Policies: readonly {
    Id: string;
    Name: string;
    Type: string;
    Content: PolicyDocument;
  }[];
  /** Ids of policies by the id of a root, unit or account. */
  PolicyAttachments: Record<string, readonly string[]>;
};

/** The organization as the engine takes it. An id without a policy counts as that of an SCP. */
export function collectedOrg(org: OrgFile): CollectedOrg {
  const isRcp = new Set(
    org.Policies.filter(({ Type }) => Type === 'RESOURCE_CONTROL_POLICY').map(
      ({ Id }) => Id,
    ),
  );
  const target = (
    Id: string,
    Type: OrgTarget['Type'],
    ParentId: string | null,
  ): OrgTarget => {
    const attached = Object.hasOwn(org.PolicyAttachments, Id)
      ? (org.PolicyAttachments[Id] ?? [])
      : [];
    return {
      Id,
      Type,
      ParentId,
      ServiceControlPolicies: attached.filter((id) => !isRcp.has(id)),
      ResourceControlPolicies: attached.filter((id) => isRcp.has(id)),
    };
  };
  return {
    Id: org.Organization.Id,
    ManagementAccountId: org.Organization.MasterAccountId,
    Targets: [
      target(org.Root.Id, 'ROOT', null),
      ...org.OrganizationalUnits.map(({ Id, ParentId }) =>
        target(Id, 'ORGANIZATIONAL_UNIT', ParentId),
      ),
      ...org.Accounts.map(({ Id, ParentId }) => target(Id, 'ACCOUNT', ParentId)),
    ],
    Policies: Object.fromEntries(
      org.Policies.map(({ Id, Type, Name, Content }) => [Id, { Type, Name, Content }]),
    ),
  };
}
