import type { StoredAlias, StoredKey } from './kms-types';
import type { OrgState } from './org-types';
import type { StoredBucket } from './s3-types';
import type { KeyState } from './session-types';

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
  /** When its user got it; null while it is nobody's. */
  enabledAt: string | null;
  tags: StoredTag[];
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

export type StoredInstanceProfile = {
  name: string;
  path: string;
  id: string;
  arn: string;
  createdAt: string;
  /** Name of its role; AWS lets a profile hold one. */
  roleName: string | null;
  tags: StoredTag[];
};

export type OidcProvider = {
  arn: string;
  /** Without `https://`. */
  url: string;
  clientIds: string[];
  thumbprints: string[];
  createdAt: string;
  tags: StoredTag[];
};

export type SamlProvider = {
  arn: string;
  /** The identity provider's own description of itself, as it was given. */
  metadata: string;
  createdAt: string;
  tags: StoredTag[];
};

export type PasswordPolicy = {
  minimumLength: number;
  needsSymbols: boolean;
  needsNumbers: boolean;
  needsUppercase: boolean;
  needsLowercase: boolean;
  isChangeAllowed: boolean;
  isExpiryHard: boolean;
  maxAgeDays: number | null;
  remembered: number | null;
};

export type ServiceUse = { at: string; region: string };

/** A report on the last use of services that somebody asked for. */
export type AccessJob = {
  id: string;
  arn: string;
  granularity: 'SERVICE_LEVEL' | 'ACTION_LEVEL';
  createdAt: string;
};

/** A trail of CloudTrail. */
export type StoredTrail = {
  name: string;
  homeRegion: string;
  isMultiRegion: boolean;
  bucket: string;
  /** Null while it is off. */
  loggingSince: string | null;
};

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
  /** Keys of KMS, by ARN. */
  kmsKeys: Map<string, StoredKey>;
  /** By ARN. */
  kmsAliases: Map<string, StoredAlias>;
  trails: StoredTrail[];
  oidcProviders: OidcProvider[];
  samlProviders: SamlProvider[];
  /** Virtual MFA devices that no user has. */
  spareMfaDevices: MfaDevice[];
  passwordPolicy: PasswordPolicy | null;
  credentialReport: { createdAt: string; content: string } | null;
  /** When a principal, by its unique id, last used a service, by its namespace. */
  serviceUse: Map<string, Map<string, ServiceUse>>;
  accessJobs: AccessJob[];
  /** Ids of finished deletions of service-linked roles. */
  roleDeletions: string[];
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

/** The key an issuer signs its tokens with. Each world has its own. */
export type IssuerKey = {
  /** Begins with the world's tag: a token names its world by it. */
  kid: string;
  /** `https://token.actions.githubusercontent.com` */
  issuer: string;
  alg: 'RS256' | 'ES256';
  /** PKCS #8, PEM. */
  privateKey: string;
};

/** The identity provider that people of a world sign in at by SAML. */
export type SamlIdp = {
  /** PKCS #8, PEM. */
  privateKey: string;
  /** X.509, DER in base64. */
  certificate: string;
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
  /** Signing keys of the issuers that were asked for, by `kid`. */
  issuerKeys: Map<string, IssuerKey>;
  samlIdp: SamlIdp | null;
  /** Encrypts what denials say to those who may decode it; base64. */
  messageKey: string;
};
