import { iamArn, TEAMS, VENDOR_ID } from '../account-plan';
import { orgPath, ROOT_ID, unitId } from '../organizational-units';
import { type Conditions, type ConditionValue, variable } from '../policy';
import type { Scene } from '../scene';
import { uniqueId } from '../unique-id';
import { userArn } from './odd-principals';
import { blurred, idPattern, peer, peerRole } from './odd-text';

type Family = 'text' | 'arn' | 'bool' | 'number' | 'ip' | 'date' | 'set';
type Key = {
  key: string;
  family: Family;
  weight?: number;
  values: (scene: Scene) => ConditionValue[];
};

const TEXT = [
  'StringEquals',
  'StringEquals',
  'StringEquals',
  'StringLike',
  'StringNotEquals',
  'StringNotLike',
  'StringEqualsIgnoreCase',
  'StringEqualsIfExists',
  'StringNotEqualsIfExists',
];
const OPERATORS: Record<Family, string[]> = {
  text: TEXT,
  arn: [
    'ArnLike',
    'ArnEquals',
    'ArnNotLike',
    'ArnNotEquals',
    'StringLike',
    'ArnLikeIfExists',
  ],
  bool: ['Bool', 'Bool', 'BoolIfExists'],
  number: ['NumericLessThan', 'NumericLessThanIfExists', 'NumericGreaterThanEquals'],
  ip: ['IpAddress', 'NotIpAddress', 'IpAddressIfExists'],
  date: ['DateLessThan', 'DateGreaterThan'],
  set: [
    'ForAllValues:StringEquals',
    'ForAllValues:StringLike',
    'ForAnyValue:StringEquals',
    'ForAnyValue:StringLike',
    'ForAnyValue:StringNotEquals',
    'StringEquals',
  ],
};

const teams = () => [...TEAMS, 'Orders'];
const accountIds = (scene: Scene) => [
  scene.account.id,
  peer(scene).account.id,
  peer(scene).account.id,
  VENDOR_ID,
];

const PRINCIPAL_KEYS: Key[] = [
  {
    key: 'aws:PrincipalOrgID',
    family: 'text',
    weight: 4,
    values: ({ organization }) => [organization, organization, 'o-another001', 'o-*'],
  },
  { key: 'aws:PrincipalArn', family: 'arn', weight: 5, values: principalArns },
  { key: 'aws:PrincipalOrgPaths', family: 'set', weight: 2, values: orgPaths },
  {
    key: 'aws:PrincipalAccount',
    family: 'text',
    weight: 3,
    values: (scene) => [...accountIds(scene), idPattern(peer(scene).account)],
  },
  {
    key: 'aws:PrincipalType',
    family: 'text',
    values: () => ['AssumedRole', 'User', 'Account'],
  },
  { key: 'aws:userid', family: 'text', weight: 2, values: userIds },
  { key: 'aws:username', family: 'text', values: () => ['eng-0', 'bot-0', 'eng-*'] },
  { key: 'aws:PrincipalTag/team', family: 'text', weight: 3, values: teams },
  { key: 'aws:PrincipalTag/Stage', family: 'text', values: () => ['hub', 'production'] },
  { key: 'aws:PrincipalIsAWSService', family: 'bool', values: () => ['false', 'true'] },
];

const REQUEST_KEYS: Key[] = [
  {
    key: 'sts:ExternalId',
    family: 'text',
    weight: 3,
    values: () => ['red', 'green', 'r*'],
  },
  {
    key: 'sts:RoleSessionName',
    family: 'text',
    weight: 2,
    values: () => ['ops-*', 'ops-1', variable('aws:username')],
  },
  {
    key: 'aws:TagKeys',
    family: 'set',
    weight: 3,
    values: () => ['team', 'stage', 'cost*'],
  },
  { key: 'aws:RequestTag/team', family: 'text', values: teams },
  {
    key: 'aws:SourceIdentity',
    family: 'text',
    values: () => ['ann', 'ben', variable('aws:username')],
  },
  {
    key: 'aws:MultiFactorAuthPresent',
    family: 'bool',
    weight: 3,
    values: () => ['true', 'false', true, false],
  },
  { key: 'aws:MultiFactorAuthAge', family: 'number', values: () => ['3600', 900] },
  {
    key: 'aws:SourceIp',
    family: 'ip',
    weight: 2,
    values: () => ['203.0.113.0/24', '2001:db8::/32', '198.51.100.7'],
  },
  {
    key: 'aws:CurrentTime',
    family: 'date',
    values: () => ['2027-01-01T00:00:00Z', '2025-06-01'],
  },
];

const RESOURCE_KEYS: Key[] = [
  {
    key: 'aws:ResourceAccount',
    family: 'text',
    weight: 2,
    values: (scene) => [...accountIds(scene), variable('aws:PrincipalAccount')],
  },
  {
    key: 'aws:ResourceTag/team',
    family: 'text',
    weight: 3,
    values: () => [
      ...TEAMS.slice(0, 3),
      variable('aws:PrincipalTag/team'),
      variable('aws:PrincipalTag/team', 'none'),
    ],
  },
  {
    key: 'aws:ResourceOrgID',
    family: 'text',
    values: ({ organization }) => [organization, variable('aws:PrincipalOrgID')],
  },
];

const KEYS = [...PRINCIPAL_KEYS, ...REQUEST_KEYS, ...RESOURCE_KEYS].map(
  (key) => [key, key.weight ?? 1] as const,
);
const MOST_LEAVES = 3;
const MOST_VALUES = 2;

/** A `Condition` element of one to three keys; about one in twenty is empty. */
export function oddConditions(scene: Scene): Conditions {
  const { random } = scene;
  if (random.chance(0.05)) return {};
  const conditions: Conditions = {};
  const leaves = random.chance(0.6) ? 1 : 1 + random.below(MOST_LEAVES);
  for (let leaf = 0; leaf < leaves; leaf++) {
    const { operator, key, value } = oddLeaf(scene);
    conditions[operator] = { ...conditions[operator], [key]: value };
  }
  return conditions;
}

function oddLeaf(scene: Scene): { operator: string; key: string; value: ConditionValue } {
  const { random } = scene;
  const { key, family, values } = random.weighted(KEYS);
  const spelled = random.chance(0.1) ? key.toLowerCase() : key;
  if (random.chance(0.1)) {
    return { operator: 'Null', key: spelled, value: random.pick(['true', 'false']) };
  }
  const some = random.sample(values(scene), 1 + random.below(MOST_VALUES));
  const [only = 'none'] = some;
  const value = some.length === 1 && random.chance(0.7) ? only : some.map(String);
  return { operator: random.pick(OPERATORS[family]), key: spelled, value };
}

function principalArns(scene: Scene): string[] {
  const { hub } = scene;
  const { arn } = peerRole(scene);
  return [
    arn,
    blurred(arn, 3),
    userArn(scene),
    iamArn(peer(scene).account, 'role/*'),
    iamArn(hub.account, 'role/tooling/*'),
    'arn:aws:iam::*:role/deploy-*',
    `arn:aws:iam::*:user/${variable('aws:username')}`,
  ];
}

function orgPaths({ organization, account }: Scene): string[] {
  const place = orgPath(organization, unitId(account.unit));
  return [place, `${place}*`, `${organization}/${ROOT_ID}/*`, `${organization}/*`];
}

function userIds(scene: Scene): string[] {
  const { seed } = scene.options;
  return [
    `${uniqueId(seed, 'AROA', peerRole(scene).arn)}:*`,
    uniqueId(seed, 'AIDA', userArn(scene)),
    'AROA*',
  ];
}
