import { makeHostResetLink } from '@/lib/people/reset-link';
import { systemClock, systemRandom } from '@/lib/server/clock';
import type { Io } from './io';
import { withStores } from './reach-database';
import { readEnv } from './read-env';
import { withoutControls } from './without-controls';

/** `drawbridge reset-password`: a link for a new password, for whoever holds the console's host. */
export async function resetPassword(
  [email = '', ...others]: string[],
  io: Io,
  source = process.env,
): Promise<number> {
  if (!email.includes('@') || others.length > 0) {
    io.stderr('usage: drawbridge reset-password EMAIL');
    return 2;
  }
  const env = readEnv(source);
  if (!env) return 2;
  return withStores(env, async ({ people, passwords }) => {
    const person = await people.findByEmail(email);
    const deps = { passwords, clock: systemClock, random: systemRandom, env };
    const made = person && (await makeHostResetLink(deps, person));
    if (!made) {
      const said = withoutControls(email);
      io.stderr(`drawbridge: nobody signs in to this console by ${said}`);
      return 1;
    }
    io.stdout(`Open ${made.url}`);
    return 0;
  });
}
