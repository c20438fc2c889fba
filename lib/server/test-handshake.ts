import { createLink } from '@/lib/setup/handshake/create-link';
import { watchNow } from '@/lib/setup/watch-job';
import { watchPlan } from '@/lib/setup/watch-plan';
import { worked } from './test-aws';
import type { SetupWorld } from './test-setup';

/** Both sides of a handshake, in a world of tests: what is given out, and how it is looked for. */
export function handshakeIn(world: () => SetupWorld) {
  function ports() {
    const { deps, practice } = world();
    return {
      ...deps,
      env: { ...deps.env, origin: 'https://bridge.example' },
      practiceWorlds: { url: practice.url },
    };
  }
  /** A look, and the run that it asks for. */
  async function look(planId: string): Promise<void> {
    const asked: string[] = [];
    const enqueue = async ({ name }: { name: string }) => void asked.push(name);
    await watchPlan({ ...ports(), enqueue }, watchNow(world().job(planId)));
    if (asked.includes('plan-run')) await world().run(planId);
  }
  return {
    ports,
    look,
    /** AWS spreads what was written within seconds: the console looks again by itself. */
    async lookUntil(planId: string, isSo: () => Promise<boolean>): Promise<void> {
      for (let looks = 0; looks < 40 && !(await isSo()); looks += 1) {
        await look(planId);
        await new Promise((done) => setTimeout(done, 500));
      }
    },
    /** The secret of a link for the owner of the other account. */
    async secretOf(planId: string): Promise<string> {
      const input = { planId: planId as never, hours: 1 }; // an id of a test, unparsed
      const { url } = worked(await createLink(ports(), world().actor, input));
      return url.split('#')[1] ?? '';
    },
  };
}
