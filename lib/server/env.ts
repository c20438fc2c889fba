import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { makeOnce } from './make-once';

const onOff = z.enum(['on', 'off']).transform((value) => value === 'on');

/** Everything the environment may say; the table in docs/configuration.md is made by hand from it. */
const EnvShape = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  DRAWBRIDGE_ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
  DRAWBRIDGE_DATA_DIR: z.string().min(1).default('.drawbridge'),
  DRAWBRIDGE_SECRET: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be 32 bytes in hexadecimal (64 digits)')
    .optional(),
  DRAWBRIDGE_PRACTICE: onOff.default(true),
  DRAWBRIDGE_PRACTICE_URL: z.url().optional(),
  DRAWBRIDGE_PRACTICE_TOKEN: z.string().min(16).optional(),
  DRAWBRIDGE_AWS_ENDPOINT: z.url().optional(),
  DRAWBRIDGE_JOBS: onOff.default(true),
  DRAWBRIDGE_CHANGES: onOff.default(true),
  DRAWBRIDGE_NOTIFY_PRIVATE: onOff.default(false),
  DRAWBRIDGE_LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info'),
});

export type Env = {
  databaseUrl: string | null;
  port: number;
  /** Canonical origin of the console, without a trailing slash. */
  origin: string;
  dataDir: string;
  /** Null: kept in `<dataDir>/secret`, made at the first start. */
  secret: string | null;
  isPracticeOn: boolean;
  practice: { url: string; controlToken: string } | null;
  /** Where AWS clients of non-practice accounts go; null means AWS itself. */
  awsEndpoint: string | null;
  areJobsOn: boolean;
  areChangesOn: boolean;
  /** Webhooks may go to addresses of the operator's own network, and by http. */
  mayNotifyPrivate: boolean;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
};

export type EnvProblem = { name: string; message: string };

/** Reads the environment; every problem at once. An empty variable counts as not set. */
export function parseEnv(
  source: Record<string, string | undefined>,
): { ok: true; value: Env } | { ok: false; problems: EnvProblem[] } {
  const set = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== ''),
  );
  const parsed = EnvShape.safeParse(set);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      name: String(issue.path[0]),
      message: issue.message,
    }));
    return { ok: false, problems };
  }
  return { ok: true, value: envOf(parsed.data) };
}

function envOf(raw: z.output<typeof EnvShape>): Env {
  const { DRAWBRIDGE_PRACTICE_URL: url, DRAWBRIDGE_PRACTICE_TOKEN: controlToken } = raw;
  return {
    databaseUrl: raw.DATABASE_URL ?? null,
    port: raw.PORT,
    origin: new URL(raw.DRAWBRIDGE_ORIGIN ?? `http://localhost:${raw.PORT}`).origin,
    dataDir: path.resolve(raw.DRAWBRIDGE_DATA_DIR),
    secret: raw.DRAWBRIDGE_SECRET ?? null,
    isPracticeOn: raw.DRAWBRIDGE_PRACTICE,
    practice: url && controlToken ? { url, controlToken } : null,
    awsEndpoint: raw.DRAWBRIDGE_AWS_ENDPOINT ?? null,
    areJobsOn: raw.DRAWBRIDGE_JOBS,
    areChangesOn: raw.DRAWBRIDGE_CHANGES,
    mayNotifyPrivate: raw.DRAWBRIDGE_NOTIFY_PRIVATE,
    logLevel: raw.DRAWBRIDGE_LOG_LEVEL,
  };
}

const SECRET = /^[0-9a-f]{64}$/;

/**
 * The installation's key: from the environment, else from `<dataDir>/secret`, made when missing.
 *
 * @throws when the file holds something else: a sign-in must not stand on a known key.
 */
export function secretOf(env: Pick<Env, 'secret' | 'dataDir'>): string {
  if (env.secret) return env.secret;
  const file = path.join(env.dataDir, 'secret');
  if (!existsSync(file)) makeOnce(file, randomBytes(32).toString('hex'));
  const secret = readFileSync(file, 'utf8').trim();
  if (SECRET.test(secret)) return secret;
  throw new Error(
    `${file} does not hold 32 bytes in hexadecimal. Restore it, or remove it: a new one is made and everybody signs in again.`,
  );
}
