import * as z from 'zod';
import type { AppError } from '@/lib/core/errors';
import type { SignedIn } from '@/lib/ports';
import { Shown, signInByPasskey } from '../passkeys/sign-in-by-passkey';
import { readInput } from '../read-input';
import { problem } from '../respond';
import type { Services } from '../service-ports';
import { currentActor } from '../session';
import { personOf } from '../sign-in-anew';
import { cookiesOf } from '../sign-in-by-password';
import { confirmed, StepUpSubject, tellConfirmed } from './confirmed';

type Ports = Pick<
  Services,
  | 'auth'
  | 'people'
  | 'passkeys'
  | 'rateLimits'
  | 'activity'
  | 'stepUps'
  | 'clock'
  | 'random'
>;

const StepUpInput = z.strictObject({ shown: Shown, subject: StepUpSubject });

/** A signed-in person shows by a passkey of theirs that it is them, as by their password. */
export async function stepUpByPasskey(ports: Ports, request: Request): Promise<Response> {
  const before = await personOf(ports, request);
  if (!before) return problem({ kind: 'signed_out' });
  const input = await readInput(request, StepUpInput);
  if (!input.ok) return problem(input.error);

  const refusal = await countUse(ports, before);
  if (refusal) return problem(refusal);
  const { shown, subject } = input.value;
  const answered = await signInByPasskey(ports, request, shown);
  if (!answered.ok) {
    await tellConfirmed(ports, before, 'refused', `${DID_NOT}: the passkey was refused`);
    return problem(answered.error);
  }
  const headers = cookiesOf(answered.value);
  const after = await currentActor(ports, headers);
  if (after?.userId !== before.userId) {
    await ports.auth.api.signOut({ headers });
    await tellConfirmed(
      ports,
      before,
      'refused',
      `${DID_NOT}: by somebody else’s passkey`,
    );
    return problem(notYours);
  }
  const cookies = answered.value.headers.getSetCookie();
  const { sessionId } = after;
  return confirmed(ports, before, { sessionId, cookies }, { subject, by: 'passkey' });
}

const USES = 60;
const WINDOW_SECONDS = 900;

/** Each is an entry of the log, which nothing is taken out of. */
async function countUse(
  { rateLimits, clock }: Ports,
  { userId }: SignedIn,
): Promise<AppError | null> {
  const key = `passkey-step-up:${userId}`;
  const hits = await rateLimits.hit(key, WINDOW_SECONDS, clock.now());
  return hits > USES ? tooOften : null;
}

const tooOften: AppError = {
  kind: 'throttled',
  retryAfterSeconds: WINDOW_SECONDS,
  message:
    'You confirmed by passkey too often. Wait a quarter of an hour, or use your password.',
};

const DID_NOT = 'did not confirm that it is them';

const notYours: AppError = {
  kind: 'invalid_input',
  message: 'This passkey is somebody else’s. Use one of yours, or your password.',
};
