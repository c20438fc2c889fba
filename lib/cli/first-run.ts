import { newFirstRunLink } from '@/lib/server/first-run-link';
import { withStores } from './reach-database';
import { readEnv } from './read-env';

/** `drawbridge first-run`: a new link, printed to whoever holds the console's host. */
export async function firstRun(): Promise<number> {
  const env = readEnv();
  if (!env) return 2;
  return withStores(env, async ({ people, firstRun: codes }) => {
    if ((await people.countAdministrators()) > 0) {
      process.stderr.write('drawbridge: there is an administrator already. Sign in.\n');
      return 1;
    }
    process.stdout.write(`Open ${await newFirstRunLink(codes, env.origin)}\n`);
    return 0;
  });
}
