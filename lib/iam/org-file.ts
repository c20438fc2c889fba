import { lookUp } from '@/lib/core/look-up';
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

const SCP = 'SERVICE_CONTROL_POLICY';
const RCP = 'RESOURCE_CONTROL_POLICY';

/**
 * The organization as the engine takes it. An id without a policy counts as that of an SCP;
 * policies of other types (tags, backups) have no say in access and are not attached.
 */
export function collectedOrg(org: OrgFile): CollectedOrg {
  const typeOf = new Map(org.Policies.map(({ Id, Type }) => [Id, Type]));
  const isOf = (type: string) => (id: string) => (typeOf.get(id) ?? SCP) === type;
  const target = (
    Id: string,
    Type: OrgTarget['Type'],
    ParentId: string | null,
  ): OrgTarget => {
    const attached = lookUp(org.PolicyAttachments, Id) ?? [];
    return {
      Id,
      Type,
      ParentId,
      ServiceControlPolicies: attached.filter(isOf(SCP)),
      ResourceControlPolicies: attached.filter(isOf(RCP)),
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
