import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { challengeOf } from '@/lib/core/pkce';
import { err, ok, type Result } from '@/lib/core/result';
import type { Io } from '../io';
import { callConsole, type Problem } from './call-console';
import { printable } from './printable';
import { computerName, SignedIn } from './signed-in';

const Started = z.object({
  deviceCode: z.string(),
  typedCode: z.string(),
  page: z.string(),
  expiresAt: z.iso.datetime(),
  pollSeconds: z.number().min(1).max(60),
});
const Asked = z.discriminatedUnion('state', [
  z.object({ state: z.literal('waiting') }),
  SignedIn.extend({ state: z.literal('signed-in') }),
]);

const TIMED_OUT: Problem = {
  kind: 'refused',
  message: 'no answer came in time. Run drawbridge login --device again',
};

/** For how long a console that cannot be reached is asked again. */
const LOST_MAX = 5;

type Wish = { server: string; person: string; verifier: string };

/**
 * Signs in by a code that the person types in a browser elsewhere, for a computer whose own
 * browser cannot reach back to this command.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8628
 */
export async function deviceLogin(
  { server, person, verifier }: Wish,
  io: Io,
): Promise<Result<SignedIn, Problem>> {
  const body = { name: computerName(), person, codeChallenge: challengeOf(verifier) };
  const started = await callConsole(
    { server, path: '/api/v1/cli/device', body },
    Started,
  );
  if (!started.ok) return started;
  const { typedCode, page, expiresAt, pollSeconds, deviceCode } = started.value;
  io.stdout(`In a browser where you are signed in as ${person}, open:`);
  io.stdout(`  ${printable(page)}`);
  io.stdout(`and type this code, which is good for 5 minutes:  ${printable(typedCode)}`);
  return untilAnswered(
    { server, body: { deviceCode, verifier } },
    pollSeconds,
    expiresAt,
  );
}

type Asking = { server: string; body: { deviceCode: string; verifier: string } };

async function untilAnswered(
  asking: Asking,
  pollSeconds: number,
  expiresAt: string,
): Promise<Result<SignedIn, Problem>> {
  const endsAt = Date.parse(expiresAt);
  for (let lost = 0; Date.now() < endsAt && lost <= LOST_MAX; ) {
    await sleep(pollSeconds * 1000);
    const asked = await callConsole(
      { ...asking, path: '/api/v1/cli/device/token' },
      Asked,
    );
    if (!asked.ok && asked.error.kind !== 'unreachable') return asked;
    if (asked.ok && asked.value.state === 'signed-in') return ok(asked.value);
    lost = asked.ok ? 0 : lost + 1;
  }
  return err(TIMED_OUT);
}
