// A console's worker in a process of its own, so that tests can kill it. Reads one line of
// orders, goes on with every plan that a stopped process left, and dies by SIGKILL before the
// boundary it was told; says how many there were when it came to none.
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { createDatabase } from '@/lib/db/client';
import { createStores } from '@/lib/db/stores';
import { resumeInterrupted } from '@/lib/setup/resume-interrupted';
import { runPlan } from '@/lib/setup/run-plan';
import { testDeps } from './test-deps';

export type Orders = { databaseUrl: string; practiceUrl: string; dieAt: number };

/** The calls of a run that leave something behind outside of the process. */
const LASTING = new Set('append moveState release saveProof updateStep write'.split(' '));

/** The same port; `pass` is told before each call that lasts. */
const marked = <Port extends object>(port: Port, pass: () => void): Port =>
  new Proxy(port, {
    get(target, name) {
      if (LASTING.has(String(name))) pass();
      return Reflect.get(target, name);
    },
  });

async function work({ databaseUrl, practiceUrl, dieAt }: Orders): Promise<number> {
  const deps = testDeps(createStores(createDatabase(databaseUrl).prisma), practiceUrl);
  let boundary = 0;
  const pass = () => {
    boundary += 1;
    if (boundary === dieAt) process.kill(process.pid, 'SIGKILL');
  };
  const watched = {
    ...deps,
    plans: marked(deps.plans, pass),
    activity: marked(deps.activity, pass),
    aws: marked(deps.aws, pass),
    readAgain: (...given: Parameters<typeof deps.readAgain>) => {
      pass();
      return deps.readAgain(...given);
    },
  };
  await resumeInterrupted({ ...deps, enqueue: (job) => runPlan(watched, job) });
  return boundary;
}

const [line] = await once(createInterface({ input: process.stdin }), 'line');
process.stdout.write(`${await work(JSON.parse(line))}\n`);
process.exit();
