import * as z from 'zod';
import {
  DEFAULT_SESSION_SECONDS,
  MAX_SESSION_SECONDS,
  MIN_SESSION_SECONDS,
} from '@/lib/core/duration';
import { AccountId, RoleArn } from '@/lib/core/ids';
import type { StepUp } from '@/lib/core/step-up';
import { confirmation } from './confirmation';
import { LIMIT_SERVICE_IDS } from './limit-services';
import type { SessionLimits } from './session-limits';
import type { SessionTags } from './session-tags';

export const CredentialFormat = z.enum([
  'bash',
  'fish',
  'powershell',
  'cmd',
  'credentials-file',
  'json',
  'dotenv',
]);
export type CredentialFormat = z.infer<typeof CredentialFormat>;

/** A role on the home page that the signed-in person may take. */
export type RoleCard = {
  roleArn: string;
  roleName: string;
  description: string;
  accountId: string;
  accountName: string;
  isProduction: boolean;
  region: string;
  isPinned: boolean;
  /** Whether CloudTrail names the person on every later call as well. */
  takesSourceIdentity: boolean;
  /** Whether the session carries the tags. */
  takesTags: boolean;
  /** By which request it would be taken; null where it needs none. */
  tags: SessionTags | null;
  /** Longest session now, in seconds, and why it is not longer. */
  capSeconds: number;
  capCause: string;
  /** Where this person can let it be longer; null when they may not. */
  longerPath: string | null;
  /** Taken by a token of the console's issuer; else by its own identity. */
  isByToken: boolean;
  /** Sent with the request for the role. It is no secret. */
  externalId: string | null;
  /** What the grant leaves of every session. */
  grantLimits: SessionLimits;
  roleMaxSeconds: number;
  /** Whether it can be taken now, has to be asked for first, or stands behind a glass. */
  ask: 'no' | 'ask' | 'break-glass';
  /** Whether the person confirms that it is them before this one is taken. */
  stepUp: StepUp;
  /** By which grant it is taken: `given to the group Platform until 3 December 2026`. */
  given: string;
  /** What the grant leaves of every session, in words; null when it takes nothing away. */
  limits: string | null;
  /** Latest live session of this person on it; ISO 8601, UTC. */
  liveUntil: string | null;
  lastIssuedAt: string | null;
};

export type HomeView = {
  roles: RoleCard[];
  live: {
    /** Of our record of it. */
    id: string;
    sessionName: string;
    roleArn: string;
    roleName: string;
    accountName: string;
    issuedAt: string;
    expiresAt: string;
  }[];
  /** Name that CloudTrail will show. */
  recordedAs: string;
  isPractice: boolean;
};

/** As it is sent to the page: the roles as one text. */
export type PackedHome = Omit<HomeView, 'roles'> & { roles: string };

/** The console as an identity provider for AWS. */
export type IssuerView = {
  /** Its address; null while it is none. */
  issuer: string | null;
  audience: string;
  /** Trust policy of a role that the console takes by a token, for an account to be named. */
  trust: string | null;
  mayOpen: boolean;
};

export const sessionSeconds = <T extends z.ZodNumber | z.ZodCoercedNumber>(number: T) =>
  number
    .int()
    .min(MIN_SESSION_SECONDS)
    .max(MAX_SESSION_SECONDS)
    .default(DEFAULT_SESSION_SECONDS);

const limitService = z.enum(LIMIT_SERVICE_IDS, 'Pick services of the list.');

/** An address or a range; empty means from anywhere. */
export const fromIp = z
  .string()
  .trim()
  .transform((text) => (text === '' ? null : text))
  .pipe(
    z
      .union(
        [z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()],
        'Type an address or a range, such as 203.0.113.7 or 203.0.113.0/24.',
      )
      .nullable(),
  )
  .default(null);

/** A form has texts only: `true`, and names with commas between them. */
export const limitFields = {
  isReadOnly: z.union([z.boolean(), z.stringbool()]).default(false),
  services: z
    .union([
      z.array(z.string()),
      z.string().transform((text) => text.split(',').filter(Boolean)),
    ])
    .pipe(z.array(limitService).transform((services) => [...new Set(services)]))
    .default([]),
  fromIp,
};

export const IssueCredentialsInput = z.strictObject({
  roleArn: RoleArn,
  confirmation,
  durationSeconds: sessionSeconds(z.number()),
  ...limitFields,
});
export type IssueCredentialsInput = z.infer<typeof IssueCredentialsInput>;

export const PracticeAccountInput = z.strictObject({ accountId: AccountId });
export type PracticeAccountInput = z.infer<typeof PracticeAccountInput>;

/** Answer of POST /api/v1/credentials. Shown on Copy or Reveal only; kept nowhere. */
export const IssuedCredentials = z.object({
  /** Of our record of the session, for revoking it; null for a practice administrator. */
  sessionId: z.string().nullable(),
  roleArn: z.string(),
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  sessionToken: z.string(),
  /** ISO 8601, UTC. */
  expiresAt: z.iso.datetime(),
  sessionName: z.string(),
  /** The name that stays through every role taken from here; null where the role takes none. */
  sourceIdentity: z.string().nullable(),
  region: z.string(),
  /** Where a practice account is reached; null for a real one. */
  endpointUrl: z.string().nullable(),
  formats: z.record(CredentialFormat, z.string()),
});
export type IssuedCredentials = z.infer<typeof IssuedCredentials>;

export const SessionsFilter = z.object({
  q: z.string().max(200).default(''),
  state: z.enum(['live', 'revoked', 'any']).default('live'),
  /** A role's ARN; empty means every role. */
  role: z.string().default(''),
  /** A person's id; empty means everybody whose sessions one may see. */
  person: z.string().default(''),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});
export type SessionsFilter = z.infer<typeof SessionsFilter>;

/** One session of the log: who holds what until when. */
export type SessionRow = {
  id: string;
  personName: string;
  isMine: boolean;
  roleArn: string;
  roleName: string;
  accountId: string;
  accountName: string;
  isProduction: boolean;
  use: 'terminal' | 'console';
  sessionName: string;
  sourceIdentity: string | null;
  limits: string | null;
  /** ISO 8601, UTC. */
  issuedAt: string;
  expiresAt: string;
  state: 'live' | 'ended' | 'revoked';
};

export const RevokeInput = z.discriminatedUnion('scope', [
  z.strictObject({ scope: z.literal('session'), sessionId: z.string().min(1) }),
  z.strictObject({ scope: z.literal('role'), roleArn: RoleArn }),
  /** Sessions of that name which were taken past this console. */
  z.strictObject({
    scope: z.literal('named'),
    roleArn: RoleArn,
    sessionName: z
      .string()
      .regex(/^[\w+=,.@-]{2,64}$/, 'Expected the name of a session.'),
  }),
]);
export type RevokeInput = z.infer<typeof RevokeInput>;

export const RestoreInput = z.strictObject({ revocationId: z.string().min(1) });
export type RestoreInput = z.infer<typeof RestoreInput>;

/** A denial that stands at a role, or is on its way there or away. */
export type RevocationView = {
  id: string;
  scope: 'session' | 'role';
  roleArn: string;
  roleName: string;
  accountName: string;
  sessionName: string | null;
  state: 'writing' | 'standing' | 'removing' | 'removed' | 'stopped';
  /** Why it is not where it should be; null when it is. */
  detail: string | null;
  byName: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  cutOffAt: string;
  endsAt: string;
  proof: { method: 'denied-call' | 'engine'; holds: boolean; sentence: string } | null;
};

export type SessionsPage = {
  rows: SessionRow[];
  /** Denials that stand at roles now; empty for those who may not take them back. */
  revocations: RevocationView[];
  total: number;
  pageSize: number;
  /** Whether everybody's sessions are shown, or the reader's own only. */
  isOfEverybody: boolean;
  people: { id: string; name: string }[];
  /** Accounts whose CloudTrail can be asked; empty for those who may not. */
  connected: { id: string; name: string }[];
};
