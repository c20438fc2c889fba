import { newBucket } from '../world/bucket-state';
import { emptyAccount } from '../world/empty-account';
import { seededId } from '../world/ids';
import type { StoredBucket } from '../world/s3-types';
import type {
  AccountState,
  NamedDocument,
  StoredGroup,
  StoredRole,
  StoredTag,
  StoredTrail,
  StoredUser,
} from '../world/types';
import { ACME, LUMEN_AUDIT } from './accounts';
import { ADMIN_USER } from './admin-user';
import { awsPolicy, documentOf, type SeedStatement } from './document';
import { mfaSecretOf, mfaSerialOf } from './mfa-seed';

const DAY_MS = 24 * 3600_000;

/** An account under construction, with the time its dates count back from. */
export type Draft = { account: AccountState; nowMs: number };

const daysAgo = ({ nowMs }: Draft, days: number): string =>
  new Date(nowMs - days * DAY_MS).toISOString();

type AccountSeed = {
  id: string;
  name: string;
  isProduction?: boolean;
  alias?: string;
  domain?: string;
  email?: string;
  /** How long the account has been in the organisation. */
  joinedDaysAgo?: number;
};

/** Nothing that happens there is kept past 90 days: it is found, and put right. */
const WITHOUT_TRAIL: string[] = [ACME.sandbox, LUMEN_AUDIT];

const trailSince = (loggingSince: string): StoredTrail => ({
  name: 'acme-trail',
  homeRegion: 'us-east-1',
  isMultiRegion: true,
  bucket: 'acme-cloudtrail',
  loggingSince,
});

export function draftAccount(nowMs: number, seed: AccountSeed): Draft {
  const joinedDaysAgo = seed.joinedDaysAgo ?? 1400;
  const account = emptyAccount({
    id: seed.id,
    name: seed.name,
    email:
      seed.email ??
      `aws+${seed.name.toLowerCase().replaceAll(' ', '-')}@${seed.domain ?? 'acme.example'}`,
    partition: 'aws',
    alias: seed.alias ?? null,
    environment: seed.isProduction ? 'production' : 'other',
    joinedAt: new Date(nowMs - joinedDaysAgo * DAY_MS).toISOString(),
  });
  if (!WITHOUT_TRAIL.includes(seed.id)) account.trails = [trailSince(account.joinedAt)];
  const draft = { account, nowMs };
  addUser(draft, ADMIN_USER, {
    attach: ['AdministratorAccess'],
    createdDaysAgo: Math.max(0, joinedDaysAgo - 1),
  });
  return draft;
}

type Inline = Record<string, SeedStatement[]>;

const inlineOf = (policies: Inline = {}): NamedDocument[] =>
  Object.entries(policies).map(([name, statements]) => ({
    name,
    document: documentOf(...statements),
  }));

/** Policy ARNs as they are; plain names are AWS's own. */
const attachedOf = (names: string[] = []): string[] =>
  names.map((name) => (name.startsWith('arn:') ? name : awsPolicy(name)));

const tagsOf = (tags: Record<string, string> = {}): StoredTag[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

type Common = {
  path?: string;
  policies?: Inline;
  attach?: string[];
  boundary?: string;
  tags?: Record<string, string>;
  createdDaysAgo?: number;
};

export type RoleSeed = Common & {
  trust: SeedStatement[];
  says?: string;
  maxSessionSeconds?: number;
  /** Absent: never used. */
  usedDaysAgo?: number;
};

const REGION = 'eu-west-1';

export function addRole(draft: Draft, name: string, seed: RoleSeed): StoredRole {
  const { account } = draft;
  const path = seed.path ?? '/';
  const arn = `arn:aws:iam::${account.id}:role${path}${name}`;
  const role: StoredRole = {
    kind: 'role',
    name,
    path,
    id: seededId('AROA', arn),
    arn,
    createdAt: daysAgo(draft, seed.createdDaysAgo ?? 400),
    inline: inlineOf(seed.policies),
    attached: attachedOf(seed.attach),
    boundary: seed.boundary ?? null,
    tags: tagsOf(seed.tags),
    trust: documentOf(...seed.trust),
    description: seed.says ?? null,
    maxSessionSeconds: seed.maxSessionSeconds ?? 3600,
    lastUsed:
      seed.usedDaysAgo === undefined
        ? null
        : { at: daysAgo(draft, seed.usedDaysAgo), region: REGION },
  };
  account.roles.set(name.toLowerCase(), role);
  return role;
}

export type UserSeed = Common & { groups?: string[]; hasMfa?: boolean };

export function addUser(draft: Draft, name: string, seed: UserSeed): StoredUser {
  const { account } = draft;
  const path = seed.path ?? '/';
  const arn = `arn:aws:iam::${account.id}:user${path}${name}`;
  const user: StoredUser = {
    kind: 'user',
    name,
    path,
    id: seededId('AIDA', arn),
    arn,
    createdAt: daysAgo(draft, seed.createdDaysAgo ?? 500),
    inline: inlineOf(seed.policies),
    attached: attachedOf(seed.attach),
    boundary: seed.boundary ?? null,
    tags: tagsOf(seed.tags),
    groups: seed.groups ?? [],
    mfaDevices: seed.hasMfa
      ? [
          {
            serialNumber: mfaSerialOf(arn),
            secret: mfaSecretOf(arn),
            usedStep: 0,
            enabledAt: daysAgo(draft, seed.createdDaysAgo ?? 500),
            tags: [],
          },
        ]
      : [],
  };
  account.users.set(name.toLowerCase(), user);
  return user;
}

export function addGroup(
  draft: Draft,
  name: string,
  seed: Pick<Common, 'policies' | 'attach'>,
): StoredGroup {
  const { account } = draft;
  const arn = `arn:aws:iam::${account.id}:group/${name}`;
  const group: StoredGroup = {
    kind: 'group',
    name,
    path: '/',
    id: seededId('AGPA', arn),
    arn,
    createdAt: daysAgo(draft, 900),
    inline: inlineOf(seed.policies),
    attached: attachedOf(seed.attach),
  };
  account.groups.set(name.toLowerCase(), group);
  return group;
}

/** A customer managed policy; tells its ARN. */
export function addPolicy(
  draft: Draft,
  name: string,
  statements: SeedStatement[],
): string {
  const { account } = draft;
  const arn = `arn:aws:iam::${account.id}:policy/${name}`;
  const at = daysAgo(draft, 700);
  account.policies.set(arn, {
    name,
    path: '/',
    id: seededId('ANPA', arn),
    arn,
    description: null,
    createdAt: at,
    updatedAt: at,
    tags: [],
    defaultVersionId: 'v1',
    lastVersion: 1,
    versions: [{ id: 'v1', document: documentOf(...statements), createdAt: at }],
  });
  return arn;
}

export function addBucket(
  draft: Draft,
  name: string,
  policy: SeedStatement[] | null = null,
): StoredBucket {
  const identity = { name, region: REGION, createdAt: daysAgo(draft, 800) };
  const bucket = { ...newBucket(identity), policy: policy && documentOf(...policy) };
  draft.account.buckets.set(name, bucket);
  return bucket;
}

export function addGithubProvider({ account }: Draft): void {
  account.oidcProviders.push({
    arn: `arn:aws:iam::${account.id}:oidc-provider/token.actions.githubusercontent.com`,
    url: 'token.actions.githubusercontent.com',
    clientIds: ['sts.amazonaws.com'],
    thumbprints: ['6938fd4d98bab03faadb97b34396831e3780aea1'],
    createdAt: account.joinedAt,
    tags: [],
  });
}
