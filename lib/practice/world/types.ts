/** A policy document as its writer sent it, byte for byte. */
export type NamedDocument = { name: string; document: string };
export type StoredTag = { Key: string; Value: string };

type Entity = {
  name: string;
  path: string;
  /** Unique id (`AIDA…`, `AGPA…`, `AROA…`): a recreated namesake has another. */
  id: string;
  arn: string;
  createdAt: string;
  inline: NamedDocument[];
  /** ARNs of attached managed policies. */
  attached: string[];
};

type Guarded = Entity & {
  /** ARN of the permissions boundary. */
  boundary: string | null;
  tags: StoredTag[];
};

export type MfaDevice = {
  serialNumber: string;
  /** Shared secret, base32. */
  secret: string;
  /** The last 30 s step whose code was used: a code works once. */
  usedStep: number;
};

export type StoredUser = Guarded & {
  kind: 'user';
  groups: string[];
  mfaDevices: MfaDevice[];
};
export type StoredGroup = Entity & { kind: 'group' };
export type StoredRole = Guarded & {
  kind: 'role';
  trust: string;
  description: string | null;
  maxSessionSeconds: number;
  lastUsed: { at: string; region: string } | null;
};

export type StoredEntity = StoredUser | StoredGroup | StoredRole;

export type PolicyVersion = { id: string; document: string; createdAt: string };
export type StoredPolicy = {
  name: string;
  path: string;
  id: string;
  arn: string;
  description: string | null;
  createdAt: string;
  updatedAt: string;
  tags: StoredTag[];
  defaultVersionId: string;
  /** Versions are never numbered twice. */
  lastVersion: number;
  versions: PolicyVersion[];
};

export type StoredObject = {
  key: string;
  /** Base64. */
  content: string;
  contentType: string;
  etag: string;
  modifiedAt: string;
};

export type StoredBucket = {
  name: string;
  region: string;
  createdAt: string;
  policy: string | null;
  objects: Map<string, StoredObject>;
};

type StoredInstanceProfile = {
  name: string;
  path: string;
  id: string;
  arn: string;
  createdAt: string;
  /** Name of its role; AWS lets a profile hold one. */
  roleName: string | null;
  tags: StoredTag[];
};

type StoredProvider = { arn: string; url: string; clientIds: string[] };

export type AccountState = {
  id: string;
  name: string;
  email: string;
  partition: string;
  alias: string | null;
  environment: 'production' | 'other';
  joinedAt: string;
  /** Keyed by name in lower case: names are unique ignoring case. */
  users: Map<string, StoredUser>;
  groups: Map<string, StoredGroup>;
  roles: Map<string, StoredRole>;
  /** Keyed by ARN. */
  policies: Map<string, StoredPolicy>;
  /** Keyed by name in lower case. */
  instanceProfiles: Map<string, StoredInstanceProfile>;
  buckets: Map<string, StoredBucket>;
  oidcProviders: StoredProvider[];
  samlProviders: { arn: string }[];
};

export type OrgTarget = {
  id: string;
  type: 'ROOT' | 'ORGANIZATIONAL_UNIT' | 'ACCOUNT';
  name: string;
  parentId: string | null;
  /** Ids of the service control policies attached here. */
  policyIds: string[];
};

export type OrgPolicy = {
  id: string;
  name: string;
  description: string;
  isAwsManaged: boolean;
  content: string;
};

export type OrgState = {
  id: string;
  managementAccountId: string;
  /** Accounts that may list the organisation beside the management account. */
  delegatedAccountIds: string[];
  targets: Map<string, OrgTarget>;
  policies: Map<string, OrgPolicy>;
};

/** What a role session carries, fixed when it was made. */
export type RoleSession = {
  roleId: string;
  sessionName: string;
  policies: string[];
  policyArns: string[];
  tags: Record<string, string>;
  transitiveTagKeys: string[];
  sourceIdentity: string | null;
  /** Made with the credentials of another role. */
  isChained: boolean;
};

export type KeyState = {
  id: string;
  secret: string;
  token: string | null;
  accountId: string;
  owner: { kind: 'user'; userId: string } | { kind: 'role'; session: RoleSession };
  /** When MFA was shown, in ms; null = it was not. */
  mfaAt: number | null;
  isActive: boolean;
  /** Made for the console's own use: not the user's, not listed. */
  isHidden: boolean;
  createdAt: number;
  expiresAt: number | null;
  lastUsed: { at: string; service: string; region: string } | null;
};

/** A sign-in token waiting to be used, or a console session; found by the hash of its secret. */
export type ConsoleSignIn = {
  kind: 'token' | 'console';
  accountId: string;
  identityArn: string;
  /** Until when the token may be used; for a session the same as `expiresAt`. */
  usableUntil: number;
  /** When the console session ends. */
  expiresAt: number;
  issuer: string;
  destination: string;
};

export type SeedName = 'org' | 'small';

/** One workspace's practice accounts. Worlds share nothing. */
export type World = {
  id: string;
  /** `folder`: accounts that were collected elsewhere. */
  seed: SeedName | 'folder';
  /** Four characters at the start of every access key's random part: keys name their world. */
  tag: string;
  hubAccountId: string;
  clockOffsetMs: number;
  /** Where the world's time stands still; absent while it runs. */
  frozenAtMs?: number | null;
  org: OrgState | null;
  accounts: Map<string, AccountState>;
  keys: Map<string, KeyState>;
  signIns: Map<string, ConsoleSignIn>;
};
