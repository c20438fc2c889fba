import * as z from 'zod';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { PracticeWorlds } from '@/lib/ports';

type Practice = { url: string; controlToken: string };

const World = z.object({
  hubAccountId: z.string(),
  accounts: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      partition: z.string(),
      ouPath: z.string(),
      environment: z.enum(['production', 'other']),
    }),
  ),
});
export type PracticeWorld = z.infer<typeof World>;

const Exercises = z.object({
  exercises: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      accountId: z.string(),
      accountName: z.string(),
      subject: z.string(),
      hasRole: z.boolean(),
      story: z.string(),
      goal: z.string(),
      hints: z.array(z.string()),
      readMore: z.url(),
      checks: z.array(z.object({ says: z.string(), holds: z.boolean() })),
      isSolved: z.boolean(),
    }),
  ),
});

const Keys = z.object({
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  sessionToken: z.string(),
  expiresAt: z.coerce.date(),
});

const Minted = z.object({ token: z.string() });

function send(
  { url, controlToken }: Practice,
  worldId: string,
  call: { method: string; path: string; body?: unknown },
): Promise<Response> {
  return fetch(`${url}/_practice/worlds/${worldId}${call.path}`, {
    method: call.method,
    headers: {
      authorization: `Bearer ${controlToken}`,
      'content-type': 'application/json',
    },
    ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
  });
}

/** Makes the workspace's practice world when it is not there yet, and tells its accounts. */
export async function ensurePracticeWorld(
  practice: Practice,
  worldId: string,
): Promise<PracticeWorld> {
  const response = await send(practice, worldId, {
    method: 'PUT',
    path: '',
    body: { seed: 'org' },
  });
  if (!response.ok)
    throw new Error(`The practice accounts answered HTTP ${response.status}.`);
  return World.parse(await response.json());
}

const away: AppError = {
  kind: 'unavailable',
  message: 'The practice accounts do not answer. Restart the console with npm start.',
};

async function ask<S extends z.ZodType>(
  practice: Practice,
  worldId: string,
  call: { method: string; path: string; body?: unknown },
  answer: S,
): Promise<Result<z.output<S>, AppError>> {
  try {
    const response = await send(practice, worldId, call);
    if (response.status === 404)
      return err({ kind: 'not_found', what: 'This practice account' });
    if (!response.ok) return err(away);
    return ok(answer.parse(await response.json()));
  } catch {
    return err(away);
  }
}

/** The practice accounts, reached by their control API. */
export const practiceWorldsOf = (practice: Practice): PracticeWorlds => ({
  url: practice.url,
  async exercises(workspaceId) {
    const call = { method: 'GET', path: '/exercises' };
    const asked = await ask(practice, workspaceId, call, Exercises);
    return asked.ok ? ok(asked.value.exercises) : asked;
  },
  administratorKeys(workspaceId, accountId, durationSeconds) {
    const arn = `arn:aws:iam::${accountId}:root`;
    const body = { arn, mfa: true, durationSeconds };
    return ask(practice, workspaceId, { method: 'POST', path: '/act-as', body }, Keys);
  },
  async mintToken(workspaceId, body) {
    const call = { method: 'POST', path: '/tokens', body };
    const minted = await ask(practice, workspaceId, call, Minted);
    return minted.ok ? ok(minted.value.token) : minted;
  },
  async reset(workspaceId) {
    const call = { method: 'POST', path: '/reset' };
    const asked = await ask(practice, workspaceId, call, World);
    return asked.ok ? ok(null) : asked;
  },
});
