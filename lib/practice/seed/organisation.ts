import type { OrgState, OrgTarget } from '../world/org-types';
import { ACME } from './accounts';
import { deny, documentOf, type SeedStatement } from './document';
import { FULL_ACCESS } from './full-access';

export const ORG_ID = 'o-4kq2m81x0d';
const ROOT_ID = 'r-ac3e';
const FULL_ACCESS_POLICY = FULL_ACCESS.SERVICE_CONTROL_POLICY;

/** Units by path, with the accounts directly in them. */
const UNITS: Record<string, readonly string[]> = {
  Security: [ACME.security],
  Infrastructure: [ACME.network, ACME.shared],
  'Infrastructure/Build': [ACME.tooling],
  Workloads: [],
  'Workloads/Production': [ACME.prod, ACME.data, ACME.archive, ACME.legacy],
  'Workloads/Development': [ACME.staging, ACME.research],
  Business: [ACME.people, ACME.billing],
  Sandbox: [ACME.sandbox],
};

type Scp = {
  id: string;
  name: string;
  says: string;
  at: string[];
  statements: SeedStatement[];
};

const SCPS: Scp[] = [
  {
    id: 'p-keepevidence',
    name: 'keep-evidence',
    says: 'Nobody leaves the organisation or stops the logs.',
    at: [''],
    statements: [
      deny([
        'organizations:LeaveOrganization',
        'cloudtrail:DeleteTrail',
        'cloudtrail:StopLogging',
      ]),
    ],
  },
  {
    id: 'p-denylegacyci',
    name: 'deny-legacy-ci',
    says: 'The old build server becomes nobody.',
    at: ['Infrastructure/Build'],
    statements: [
      deny('sts:AssumeRole', '*', {
        Sid: 'NoLegacyCI',
        Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/old-*' } },
      }),
    ],
  },
  {
    id: 'p-nokeysinprod',
    name: 'no-keys-in-production',
    says: 'No IAM users and no access keys where production runs.',
    at: ['Workloads/Production'],
    statements: [
      deny(['iam:CreateUser', 'iam:CreateAccessKey', 'iam:CreateLoginProfile']),
    ],
  },
  {
    id: 'p-sandboxfence',
    name: 'sandbox-fence',
    says: 'The sandbox cannot reach the rest of the organisation.',
    at: ['Sandbox'],
    statements: [
      deny(['sts:AssumeRole', 'kms:*'], '*', {
        Condition: { StringNotEquals: { 'aws:ResourceAccount': ACME.sandbox } },
      }),
    ],
  },
];

const unitId = (path: string): string =>
  path === ''
    ? ROOT_ID
    : `ou-ac3e-${path
        .toLowerCase()
        .replace(/[^a-z]/g, '')
        .slice(-8)}`;

const scpsAt = (path: string): string[] => [
  FULL_ACCESS_POLICY.id,
  ...SCPS.filter(({ at }) => at.includes(path)).map(({ id }) => id),
];

function unitTarget(path: string): OrgTarget {
  const names = path.split('/');
  return {
    id: unitId(path),
    type: 'ORGANIZATIONAL_UNIT',
    name: names.at(-1) ?? '',
    parentId: unitId(names.slice(0, -1).join('/')),
    policyIds: scpsAt(path),
  };
}

const accountTarget = (id: string, parentId: string): OrgTarget => ({
  id,
  type: 'ACCOUNT',
  name: id,
  parentId,
  policyIds: [FULL_ACCESS_POLICY.id],
});

const rootTarget = (): OrgTarget => ({
  id: ROOT_ID,
  type: 'ROOT',
  name: 'Root',
  parentId: null,
  policyIds: scpsAt(''),
});

const byId = <T extends { id: string }>(items: T[]): Map<string, T> =>
  new Map(items.map((item) => [item.id, item]));

/** Acme: units, accounts and service control policies. */
export const acmeOrganisation = (): OrgState => ({
  id: ORG_ID,
  managementAccountId: ACME.management,
  delegatedAccountIds: [ACME.tooling],
  enabledTypes: ['SERVICE_CONTROL_POLICY'],
  creations: [],
  targets: byId([
    rootTarget(),
    ...Object.keys(UNITS).map(unitTarget),
    ...Object.entries(UNITS).flatMap(([path, ids]) =>
      ids.map((id) => accountTarget(id, unitId(path))),
    ),
    accountTarget(ACME.management, ROOT_ID),
  ]),
  policies: byId([
    FULL_ACCESS_POLICY,
    ...SCPS.map(({ id, name, says, statements }) => ({
      id,
      type: 'SERVICE_CONTROL_POLICY' as const,
      name,
      description: says,
      isAwsManaged: false,
      content: documentOf(...statements),
    })),
  ]),
});

/** An organisation of these accounts right below the root; the first one manages it. */
export const flatOrganisation = (ids: [string, ...string[]]): OrgState => ({
  id: ORG_ID,
  managementAccountId: ids[0],
  delegatedAccountIds: [],
  enabledTypes: ['SERVICE_CONTROL_POLICY'],
  creations: [],
  targets: byId([
    { ...rootTarget(), policyIds: [FULL_ACCESS_POLICY.id] },
    ...ids.map((id) => accountTarget(id, ROOT_ID)),
  ]),
  policies: byId([FULL_ACCESS_POLICY]),
});
