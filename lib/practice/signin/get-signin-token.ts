import { createHash, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { MAX_SESSION_SECONDS, MIN_SESSION_SECONDS } from '@/lib/core/duration';
import { validateField } from '@/lib/iam/validate/validate-field';
import { type Caller, callerOf } from '../authorize/caller';
import { jsonResponse } from '../wire/json-response';
import type { WireResponse } from '../wire/request';
import { tagOfKey } from '../world/ids';
import type { LiveWorld } from '../world/live-world';
import type { KeyState } from '../world/session-types';
import { findWorldByTag, type Worlds } from '../world/worlds';
import { logSignIn } from './log-sign-in';
import { problemPage } from './problem-page';
import { keepSignIn } from './secrets';

const TOKEN_LIFE_MS = 15 * 60_000;

const Session = z.object({
  sessionId: z.string(),
  sessionKey: z.string(),
  sessionToken: z.string(),
});
type Session = z.infer<typeof Session>;

function parseSession(text: string | undefined): Session | null {
  try {
    const parsed = Session.safeParse(JSON.parse(text ?? ''));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const isEqual = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

type Found = { live: LiveWorld; key: KeyState; caller: Caller };

/** Valid, unexpired temporary credentials; long-term keys have no token and do not count. */
async function findCredentials(worlds: Worlds, session: Session): Promise<Found | null> {
  const tag = tagOfKey(session.sessionId);
  const live = tag === null ? null : await findWorldByTag(worlds, tag);
  const key = live?.state.keys.get(session.sessionId);
  if (!live || !key || key.token === null || key.expiresAt === null) return null;
  const isProven =
    isEqual(key.secret, session.sessionKey) && isEqual(key.token, session.sessionToken);
  if (!isProven || key.expiresAt <= live.now()) return null;
  const caller = callerOf(live.state, key);
  // GetSessionToken's credentials are for the API: AWS signs nobody in by them.
  return caller && caller.kind !== 'user' ? { live, key, caller } : null;
}

/** The SessionDuration that was asked for; null when none was, or why it cannot be. */
function requestedSeconds(
  text: string | undefined,
  caller: Caller,
): { seconds: number | null } | { problem: string } {
  if (text === undefined) return { seconds: null };
  const seconds = Number(text);
  const isInRange = validateField('SessionDuration', text).valid;
  if (!isInRange)
    return {
      problem: `SessionDuration must be ${MIN_SESSION_SECONDS} to ${MAX_SESSION_SECONDS} seconds.`,
    };
  if (caller.kind !== 'role' || caller.session.isChained)
    return {
      problem:
        'SessionDuration is not accepted for credentials made by role chaining or GetFederationToken.',
    };
  return { seconds };
}

/** Exchanges temporary credentials for a sign-in token of 15 minutes, used once. */
export async function getSigninToken(
  worlds: Worlds,
  fields: Map<string, string>,
): Promise<WireResponse> {
  const session = parseSession(fields.get('Session'));
  if (!session)
    return problemPage(
      400,
      'Session must be JSON with sessionId, sessionKey and sessionToken.',
    );
  const found = await findCredentials(worlds, session);
  if (!found) return problemPage(400, 'These are not valid temporary credentials.');
  const { live, key, caller } = found;
  const asked = requestedSeconds(fields.get('SessionDuration'), caller);
  if ('problem' in asked) return problemPage(400, asked.problem);
  const now = live.now();
  const token = keepSignIn(worlds, live, {
    kind: 'token',
    accountId: caller.account.id,
    identityArn: caller.arn,
    usableUntil: now + TOKEN_LIFE_MS,
    expiresAt:
      asked.seconds === null ? (key.expiresAt ?? now) : now + asked.seconds * 1000,
    issuer: '',
    destination: '',
  });
  logSignIn(live, 'GetSigninToken', {
    accountId: caller.account.id,
    arn: caller.arn,
    nowMs: now,
  });
  return jsonResponse(200, { SigninToken: token });
}
