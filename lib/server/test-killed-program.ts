// A console's worker in a process of its own, so that tests can kill it. Reads one line of
// orders, one for each of some consoles, and goes on with every plan that a stopped process left
// there. Each stands still before the boundary it was told, and once all stand or are through,
// the process dies by SIGKILL. Starting one takes longer than the work of several consoles.
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createDatabase } from '@/lib/db/client';
import { createStores } from '@/lib/db/stores';
import { resumeInterrupted } from '@/lib/setup/resume-interrupted';
import { runPlan } from '@/lib/setup/run-plan';
import { testDeps } from './test-deps';

export type Order = { databaseUrl: string; practiceUrl: string; dieAt: number };
/** How many boundaries a console went past; null where it died before one. */
export type Past = number | null;

/** The calls of a run that leave something behind outside of the process. */
const LASTING = new Set('append moveState release saveProof updateStep write'.split(' '));

const forGood = () => new Promise<never>(() => {});

/** The same port; `mayPass` is asked before each call that lasts. */
const marked = <Port extends object>(port: Port, mayPass: () => boolean): Port =>
  new Proxy(port, {
    get(target, name) {
      if (LASTING.has(String(name)) && !mayPass()) return forGood;
      return Reflect.get(target, name);
    },
  });

function work({ databaseUrl, practiceUrl, dieAt }: Order): Promise<Past> {
  const deps = testDeps(createStores(createDatabase(databaseUrl).prisma), practiceUrl);
  return new Promise((resolve, reject) => {
    let boundary = 0;
    const mayPass = () => {
      boundary += 1;
      if (boundary === dieAt) resolve(null);
      return dieAt === 0 || boundary < dieAt;
    };
    const watched = watchedBy(deps, mayPass);
    resumeInterrupted({ ...deps, enqueue: (job) => runPlan(watched, job) }).then(
      () => resolve(boundary),
      reject,
    );
  });
}

function watchedBy(deps: ReturnType<typeof testDeps>, mayPass: () => boolean) {
  return {
    ...deps,
    plans: marked(deps.plans, mayPass),
    activity: marked(deps.activity, mayPass),
    aws: marked(deps.aws, mayPass),
    readAgain: (...given: Parameters<typeof deps.readAgain>) =>
      mayPass() ? deps.readAgain(...given) : forGood(),
  };
}

const [line] = await once(createInterface({ input: process.stdin }), 'line');
const orders: Order[] = JSON.parse(line);
const past = await Promise.all(orders.map(work));
writeSync(1, JSON.stringify(past));
if (past.includes(null)) process.kill(process.pid, 'SIGKILL');
process.exit();
