import type { CollectedOrg, CollectedWorld } from '@/lib/iam/world';
import type { Estate } from './make-estate';
import type { OrgFile } from './organization';

/** A small estate as the engine takes it, whole. For tests. */
export const worldOfEstate = ({ org, accounts }: Estate): CollectedWorld => ({
  org: collectedOrg(org),
  accounts: Object.fromEntries([...accounts()].map(({ id, details }) => [id, details])),
});

/** An id without a policy is taken for that of an SCP. */
function collectedOrg(org: OrgFile): CollectedOrg {
  const types = new Map(org.Policies.map(({ Id, Type }) => [Id, Type]));
  const target = (
    Id: string,
    Type: CollectedOrg['Targets'][number]['Type'],
    ParentId: string | null,
  ) => {
    const attached = org.PolicyAttachments[Id] ?? [];
    const isRcp = (id: string) => types.get(id) === 'RESOURCE_CONTROL_POLICY';
    return {
      Id,
      Type,
      ParentId,
      ServiceControlPolicies: attached.filter((id) => !isRcp(id)),
      ResourceControlPolicies: attached.filter(isRcp),
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
