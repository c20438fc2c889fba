import path from 'node:path';
import * as z from 'zod';
import { err, ok, type Result } from '@/lib/core/result';
import { sha256 } from '@/lib/core/sha256';
import { IssuedCredentials } from '@/lib/credentials/schema';
import { askRoles } from './ask-roles';
import { callDated, type Problem } from './call-console';
import { ClockThen, clockThen, nowBy } from './clock-then';
import { findRole } from './find-role';
import { liveLogin } from './live-login';
import { type Login, tokenIdOf } from './login-file';
import { readSealed, type SealedFile, writeSealed } from './sealed-file';
import { withLock } from './with-lock';

/** `issuedAt` is by the console's clock, as is the end that the credentials name. */
const Held = z.object({
  issuedAt: z.string(),
  issued: IssuedCredentials,
  clock: ClockThen,
});
type Held = z.infer<typeof Held>;
type Answer = Result<IssuedCredentials, Problem>;

/** AWS clients ask for new credentials when the old ones have this long to go. */
const REFRESH_MS = 15 * 60_000;
/** What has less to go than this is of no use to anybody. */
const LAST_USE_MS = 60_000;

/** None where it cannot be told what time it is. */
function leftMs({ issued, clock }: Held): number {
  const now = nowBy(clock);
  return now === null ? 0 : Date.parse(issued.expiresAt) - now;
}

/** A session that is short itself is good for half of its time. */
const isFresh = (held: Held): boolean => {
  const wholeMs = Date.parse(held.issued.expiresAt) - Date.parse(held.issuedAt);
  return leftMs(held) > Math.min(REFRESH_MS, wholeMs / 2);
};

function keptFor(home: string, login: Login, wish: string): SealedFile {
  const purpose = JSON.stringify([login.server, tokenIdOf(login), wish]);
  const file = path.join(home, 'cache', sha256(purpose));
  return { file, keyFile: path.join(home, 'cache-key'), purpose };
}

function heldIn(kept: SealedFile): Held | null {
  const text = readSealed(kept);
  const held = Held.safeParse(text === null ? null : JSON.parse(text));
  return held.success ? held.data : null;
}

async function issue(login: Login, wish: string, deadline: AbortSignal | undefined) {
  const listed = await askRoles(login, deadline);
  if (!listed.ok) return listed;
  const role = findRole(listed.value.roles, wish);
  if (!role.ok) return err<Problem>({ kind: 'refused', message: role.error });
  const body = { roleArn: role.value.roleArn };
  const { server, token } = login;
  const call = { server, token, path: '/api/v1/credentials', body, deadline };
  return callDated(call, IssuedCredentials);
}

async function refresh(
  kept: SealedFile,
  login: Login,
  { wish, deadline }: Wish,
): Promise<Answer> {
  const held = heldIn(kept);
  if (held && isFresh(held)) return ok(held.issued);
  const askedAt = Date.now();
  const answer = await issue(login, wish, deadline);
  if (!answer.ok) return stillOfUse(held, answer.error);
  const { said: issued, date } = answer.value;
  const clock = clockThen(askedAt, date);
  const issuedAt = new Date(askedAt - clock.aheadMs).toISOString();
  writeSealed(kept, JSON.stringify({ issuedAt, issued, clock } satisfies Held));
  return ok(issued);
}

/** A console that is away for a minute must not stop work that is still allowed. */
function stillOfUse(held: Held | null, problem: Problem): Answer {
  const isOfUse = held !== null && leftMs(held) > LAST_USE_MS;
  return problem.kind === 'unreachable' && isOfUse ? ok(held.issued) : err(problem);
}

const LOCKED: Problem = {
  kind: 'unreachable',
  message: 'another drawbridge command still waits for this role. Try again',
};

type Wish = { wish: string; deadline: AbortSignal | undefined };

/**
 * Credentials of a role for the signed-in person: the ones kept from before while they have
 * time, else new ones. Of commands that ask at once, one goes to the console.
 */
export async function takeCredentials(
  home: string,
  wish: string,
  deadline?: AbortSignal,
): Promise<Answer> {
  const login = liveLogin(home);
  if (!login.ok) return login;
  const kept = keptFor(home, login.value, wish);
  const held = heldIn(kept);
  if (held && isFresh(held)) return ok(held.issued);
  return withLock(
    `${kept.file}.lock`,
    () => refresh(kept, login.value, { wish, deadline }),
    { deadline, answer: () => stillOfUse(held, LOCKED) },
  );
}
