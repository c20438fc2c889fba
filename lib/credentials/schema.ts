import * as z from 'zod';
import {
  DEFAULT_SESSION_SECONDS,
  MAX_SESSION_SECONDS,
  MIN_SESSION_SECONDS,
} from '@/lib/core/duration';
import { AccountId, RoleArn } from '@/lib/core/ids';

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
  /** Longest session now, in seconds, and why it is not longer. */
  capSeconds: number;
  capCause: string;
  roleMaxSeconds: number;
  /** Latest live session of this person on it; ISO 8601, UTC. */
  liveUntil: string | null;
  lastIssuedAt: string | null;
};

export type HomeView = {
  roles: RoleCard[];
  live: {
    roleArn: string;
    roleName: string;
    accountName: string;
    issuedAt: string;
    expiresAt: string;
  }[];
  /** Name that CloudTrail will show. */
  recordedAs: string;
};

const sessionSeconds = <T extends z.ZodNumber | z.ZodCoercedNumber>(number: T) =>
  number
    .int()
    .min(MIN_SESSION_SECONDS)
    .max(MAX_SESSION_SECONDS)
    .default(DEFAULT_SESSION_SECONDS);

export const IssueCredentialsInput = z.strictObject({
  roleArn: RoleArn,
  durationSeconds: sessionSeconds(z.number()),
});
export type IssueCredentialsInput = z.infer<typeof IssueCredentialsInput>;

export const PracticeAccountInput = z.strictObject({ accountId: AccountId });
export type PracticeAccountInput = z.infer<typeof PracticeAccountInput>;

/** Answer of POST /api/v1/credentials. Shown on Copy or Reveal only; kept nowhere. */
export const IssuedCredentials = z.object({
  roleArn: z.string(),
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  sessionToken: z.string(),
  /** ISO 8601, UTC. */
  expiresAt: z.string(),
  sessionName: z.string(),
  region: z.string(),
  /** Where a practice account is reached; null for a real one. */
  endpointUrl: z.string().nullable(),
  formats: z.record(CredentialFormat, z.string()),
});
export type IssuedCredentials = z.infer<typeof IssuedCredentials>;

export const ConsoleService = z.enum([
  'home',
  's3',
  'iam',
  'ec2',
  'lambda',
  'cloudtrail',
  'kms',
]);
export type ConsoleService = z.infer<typeof ConsoleService>;

export const OpenConsoleInput = z.strictObject({
  roleArn: RoleArn,
  durationSeconds: sessionSeconds(z.coerce.number()),
  service: ConsoleService.default('home'),
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'Pick a region.')
    .optional(),
});
export type OpenConsoleInput = z.infer<typeof OpenConsoleInput>;

export const PinInput = z.strictObject({ roleArn: RoleArn, isPinned: z.boolean() });
export type PinInput = z.infer<typeof PinInput>;
