import { SESSION_TAG_KEYS } from '@/lib/core/session-tag-keys';
import { HUB_BROKER, HUB_WORKER, spokeExternalId } from './accounts';
import { addRole, type Draft, type RoleSeed } from './builder';
import { allow, deny, roleArn, type SeedStatement, trustsService } from './document';
import { CHANGING, ORGANISATION_TREE, READING } from './spoke-policies';

const PATH = '/drawbridge/';
const OWN_SESSIONS = { StringLike: { 'sts:SourceIdentity': 'db-*' } };
const OWN_TAGS = {
  'ForAllValues:StringEquals': { 'aws:TagKeys': [...SESSION_TAG_KEYS] },
};

const spokeTrust = (accountId: string): SeedStatement[] => [
  {
    Sid: 'HubWorkerOnly',
    Effect: 'Allow',
    Principal: { AWS: HUB_WORKER },
    Action: 'sts:AssumeRole',
    Condition: { StringEquals: { 'sts:ExternalId': spokeExternalId(accountId) } },
  },
  {
    Sid: 'Who',
    Effect: 'Allow',
    Principal: { AWS: HUB_WORKER },
    Action: 'sts:SetSourceIdentity',
    Condition: OWN_SESSIONS,
  },
  {
    Sid: 'Why',
    Effect: 'Allow',
    Principal: { AWS: HUB_WORKER },
    Action: 'sts:TagSession',
  },
];

/** The reading and the writing role that an account gives to the console. */
export function addSpokeRoles(
  draft: Draft,
  options: { readsOrganisation: boolean },
): void {
  const trust = spokeTrust(draft.account.id);
  addRole(draft, 'drawbridge-inventory', {
    path: PATH,
    trust,
    says: 'Drawbridge reads roles, policies and bucket policies. No data.',
    policies: {
      inventory: options.readsOrganisation ? [...READING, ORGANISATION_TREE] : READING,
    },
    createdDaysAgo: 30,
    usedDaysAgo: 0,
  });
  addRole(draft, 'drawbridge-change', {
    path: PATH,
    trust,
    says: 'Drawbridge applies plans: roles, profiles, providers, and policies. Never its own roles.',
    policies: { change: CHANGING },
    createdDaysAgo: 30,
    usedDaysAgo: 2,
  });
}

/** The console's own two identities, in the hub. */
export function addHubRoles(
  draft: Draft,
  accountIds: string[],
  vendable: string[],
): void {
  const spokes = (name: string) =>
    accountIds.map((id) => roleArn(id, `drawbridge/${name}`));
  addRole(draft, 'drawbridge-hub-worker', {
    path: PATH,
    trust: [trustsService('ecs-tasks.amazonaws.com')],
    says: 'Drawbridge: reads every account and applies plans.',
    policies: {
      'assume-spokes': [
        allow(
          ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'],
          [...spokes('drawbridge-inventory'), ...spokes('drawbridge-change')],
        ),
      ],
    },
    createdDaysAgo: 30,
    usedDaysAgo: 0,
  });
  addRole(draft, 'drawbridge-hub-broker', {
    path: PATH,
    trust: [trustsService('ecs-tasks.amazonaws.com')],
    says: 'Drawbridge: hands out temporary credentials of vendable roles.',
    policies: {
      'vend-roles': [
        allow('sts:AssumeRole', vendable, {
          Sid: 'VendOnlyVendableRoles',
          Condition: {
            StringLike: { 'sts:RoleSessionName': 'db-*', 'sts:SourceIdentity': 'db-*' },
          },
        }),
        allow('sts:SetSourceIdentity', vendable, {
          Sid: 'SetWho',
          Condition: OWN_SESSIONS,
        }),
        allow('sts:TagSession', vendable, { Sid: 'TagWhy', Condition: OWN_TAGS }),
        deny('sts:*', 'arn:aws:iam::*:role/drawbridge/*', {
          Sid: 'NeverTheConsolesOwnRoles',
        }),
      ],
    },
    createdDaysAgo: 30,
    usedDaysAgo: 0,
  });
}

/** Statements by which a role lets the console's broker hand it out. */
const trustsBroker = (): SeedStatement[] => [
  {
    Sid: 'HandedOutByDrawbridge',
    Effect: 'Allow',
    Principal: { AWS: HUB_BROKER },
    Action: 'sts:AssumeRole',
    Condition: {
      StringLike: { 'sts:SourceIdentity': 'db-*', 'sts:RoleSessionName': 'db-*' },
    },
  },
  {
    Sid: 'SayWho',
    Effect: 'Allow',
    Principal: { AWS: HUB_BROKER },
    Action: 'sts:SetSourceIdentity',
    Condition: OWN_SESSIONS,
  },
  {
    Sid: 'SayWhy',
    Effect: 'Allow',
    Principal: { AWS: HUB_BROKER },
    Action: 'sts:TagSession',
    Condition: OWN_TAGS,
  },
];

/** Roles by name. A vendable one is handed out by the console, and may be trusted otherwise too. */
export type RoleTable = Record<
  string,
  | (RoleSeed & { isVendable?: false })
  | (Omit<RoleSeed, 'trust'> & {
      isVendable: true;
      trust?: SeedStatement[];
      says: string;
    })
>;

export function addRoles(draft: Draft, table: RoleTable): void {
  for (const [name, { isVendable, ...seed }] of Object.entries(table)) {
    const broker = isVendable ? trustsBroker() : [];
    addRole(draft, name, { ...seed, trust: [...broker, ...(seed.trust ?? [])] });
  }
}
