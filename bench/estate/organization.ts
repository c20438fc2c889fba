import {
  type AccountPlan,
  MANAGEMENT_INDEX,
  planAccount,
  planUncollected,
} from './account-plan';
import type { EstateOptions } from './estate-options';
import { orgPath, ROOT_ID, UNITS, type Unit, unitId } from './organizational-units';
import { allow, policy } from './policy';
import { policyAttachments } from './policy-attachments';
import { resourceControlPolicies } from './resource-control-policies';
import { organizationScene } from './scene';
import {
  type Content,
  FULL_ACCESS,
  serviceControlPolicies,
} from './service-control-policies';

type OrgAccount = {
  Id: string;
  Name: string;
  Email: string;
  Status: 'ACTIVE';
  ParentId: string;
  OrgPath: string;
  Arn: string;
};
type OrgPolicyType = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';
type OrgPolicy = {
  Id: string;
  Name: string;
  Type: OrgPolicyType;
  AwsManaged: boolean;
  Arn: string;
  Content: unknown;
};

/** The file `org.json`. AWS's own RCP, attached everywhere, is implied and not listed. */
export type OrgFile = {
  Organization: { Id: string; Arn: string; MasterAccountId: string; FeatureSet: 'ALL' };
  Root: { Id: string; Name: string };
  OrganizationalUnits: readonly Unit[];
  Accounts: OrgAccount[];
  Policies: OrgPolicy[];
  /** Root, unit or account id to the ids of the policies of both types attached there. */
  PolicyAttachments: Record<string, string[]>;
};

/** The organization of an estate. */
export function makeOrganization(options: EstateOptions): OrgFile {
  const scene = organizationScene(options);
  const { organization } = scene;
  const members = membersOf(options);
  const management = planAccount(options, MANAGEMENT_INDEX).id;
  const arn = (rest: string) => `arn:aws:organizations::${management}:${rest}`;
  const custom = (type: OrgPolicyType, { id, name, document }: Content): OrgPolicy => ({
    Id: id,
    Name: name,
    Type: type,
    AwsManaged: false,
    Arn: arn(`policy/${organization}/${type.toLowerCase()}/${id}`),
    Content: document,
  });
  return {
    Organization: {
      Id: organization,
      Arn: arn(`organization/${organization}`),
      MasterAccountId: management,
      FeatureSet: 'ALL',
    },
    Root: { Id: ROOT_ID, Name: 'Root' },
    OrganizationalUnits: UNITS,
    Accounts: members.map((member) => ({
      ...orgAccount(organization, member),
      Arn: arn(`account/${organization}/${member.id}`),
    })),
    Policies: [
      fullAccess,
      ...serviceControlPolicies(scene, members).map((content) =>
        custom('SERVICE_CONTROL_POLICY', content),
      ),
      ...resourceControlPolicies(scene).map((content) =>
        custom('RESOURCE_CONTROL_POLICY', content),
      ),
    ],
    PolicyAttachments: policyAttachments(scene, members),
  };
}

const fullAccess: OrgPolicy = {
  Id: FULL_ACCESS,
  Name: 'FullAWSAccess',
  Type: 'SERVICE_CONTROL_POLICY',
  AwsManaged: true,
  Arn: `arn:aws:organizations::aws:policy/service_control_policy/${FULL_ACCESS}`,
  Content: policy(allow('*', '*')),
};

/** An odd organization has a member that nobody collects. */
function membersOf(options: EstateOptions): AccountPlan[] {
  const collected = Array.from({ length: options.accounts }, (_, index) =>
    planAccount(options, index),
  ).filter(({ kind }) => kind !== 'outside');
  return options.oddities > 0 ? [...collected, planUncollected(options)] : collected;
}

function orgAccount(organization: string, { id, name, unit }: AccountPlan) {
  const parent = unitId(unit);
  return {
    Id: id,
    Name: name,
    Email: `${name}@example.com`,
    Status: 'ACTIVE' as const,
    ParentId: parent,
    OrgPath: orgPath(organization, parent),
  };
}
