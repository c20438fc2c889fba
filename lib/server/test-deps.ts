import { createAws } from '@/lib/aws/create-aws';
import type { WorkspaceId } from '@/lib/core/ids';
import { keepTakings } from '@/lib/credentials/trail/keep-takings';
import type { Stores } from '@/lib/db/stores';
import { connectionOf } from '@/lib/inventory/connections';
import { keepIndexes } from '@/lib/inventory/keep-indexes';
import { runSync } from '@/lib/inventory/run-sync';
import { createNotifier } from '@/lib/notifications/create-notifier';
import { systemClock, systemRandom } from './clock';
import { hubOf } from './hub';
import { consoleTokens } from './issuer/console-tokens';
import { practiceWorldsOf } from './practice-control';

/** The installation's key, in every test with a console. */
export const SECRET = '5'.repeat(64);

export const CONTROL_TOKEN = 'test-control-token';

/** The use cases' ports as they are wired, on a database and a practice endpoint. */
export function testDeps(stores: Stores, url: string) {
  const practice = { url, controlToken: CONTROL_TOKEN };
  const aws = createAws({ practice, awsEndpoint: null });
  const deps = {
    ...stores,
    aws,
    clock: systemClock,
    random: systemRandom,
    env: { areChangesOn: true },
    // What would only be logged is no success in a test.
    log: {
      error: (details: object): void => {
        throw new Error(JSON.stringify(details));
      },
    },
    connectionOf,
    hubOf: (id: WorkspaceId) => hubOf(stores.accounts, id),
    identityTokens: consoleTokens(
      stores,
      { origin: 'http://localhost:3000', secret: SECRET, dataDir: '' },
      practiceWorldsOf(practice),
    ),
    indexOf: keepIndexes(stores.indexes),
    takingsOf: keepTakings({ aws, clock: systemClock }),
    // Nothing is sent: no job takes what is in the outbox.
    notifier: createNotifier({ outbox: stores.outbox, enqueue: async () => undefined }),
    enqueue: async () => undefined,
    readAgain: async (id: WorkspaceId, accountIds: string[]) => {
      const syncId = await stores.syncs.start(id, accountIds.length, new Date());
      await runSync(deps, { workspaceId: id, syncId, accountIds });
    },
  };
  return deps;
}
