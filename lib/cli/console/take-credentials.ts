import path from 'node:path';
import * as z from 'zod';
import { err, ok, type Result } from '@/lib/core/result';
import { sha256 } from '@/lib/core/sha256';
import { IssuedCredentials } from '@/lib/credentials/schema';
import { askRoles } from './ask-roles';
import { callConsole, type Problem } from './call-console';
import { findRole } from './find-role';
import { liveLogin } from './live-login';
import { type Login, tokenIdOf } from './login-file';
import { readSealed, type SealedFile, writeSealed } from './sealed-file';
import { withLock } from './with-lock';

const Held = z.object({ issuedAt: z.string(), issued: IssuedCredentials });
type Held = z.infer<typeof Held>;
type Answer = Result<IssuedCredentials, Problem>;

/** AWS clients ask for new credentials when the old ones have this long to go. */
const REFRESH_MS = 15 * 60_000;
/** What has less to go than this is of no use to anybody. */
const LAST_USE_MS = 60_000;

const leftMs = ({ issued }: Held): number => Date.parse(issued.expiresAt) - Date.now();

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

async function issue(login: Login, wish: string): Promise<Answer> {
  const listed = await askRoles(login);
  if (!listed.ok) return listed;
  const role = findRole(listed.value.roles, wish);
  if (!role.ok) return err({ kind: 'refused', message: role.error });
  const body = { roleArn: role.value.roleArn };
  const { server, token } = login;
  const call = { server, token, path: '/api/v1/credentials', body };
  return callConsole(call, IssuedCredentials);
}

async function refresh(kept: SealedFile, login: Login, wish: string): Promise<Answer> {
  const held = heldIn(kept);
  if (held && isFresh(held)) return ok(held.issued);
  const issuedAt = new Date().toISOString();
  const answer = await issue(login, wish);
  if (answer.ok) {
    writeSealed(kept, JSON.stringify({ issuedAt, issued: answer.value } satisfies Held));
    return answer;
  }
  // A console that is away for a minute must not stop work that is still allowed.
  const isOfUse = held !== null && leftMs(held) > LAST_USE_MS;
  return answer.error.kind === 'unreachable' && isOfUse ? ok(held.issued) : answer;
}

/**
 * Credentials of a role for the signed-in person: the ones kept from before while they have
 * time, else new ones. Of commands that ask at once, one goes to the console.
 */
export async function takeCredentials(home: string, wish: string): Promise<Answer> {
  const login = liveLogin(home);
  if (!login.ok) return login;
  const kept = keptFor(home, login.value, wish);
  const held = heldIn(kept);
  if (held && isFresh(held)) return ok(held.issued);
  return withLock(`${kept.file}.lock`, () => refresh(kept, login.value, wish));
}
