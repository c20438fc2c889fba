import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { PracticeStateStore } from '@/lib/ports';
import { startPractice } from '@/lib/practice/start-practice';

function memoryStore(): PracticeStateStore {
  const states = new Map<string, string>();
  return {
    load: async (id) => states.get(id) ?? null,
    save: async (id, state) => {
      states.set(id, state);
    },
  };
}

const OPTIONS = {
  port: { type: 'string', default: '0' },
  seed: { type: 'string', default: 'org' },
  json: { type: 'boolean', default: false },
} as const;

type Control = (method: string, path: string, body: unknown) => Promise<unknown>;

function controlOf(url: string, controlToken: string): Control {
  return async (method, path, body) => {
    const response = await fetch(`${url}/_practice/worlds/cli${path}`, {
      method,
      headers: {
        authorization: `Bearer ${controlToken}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`Practice accounts: HTTP ${response.status}`);
    return response.json();
  };
}

type Account = { id: string; name: string; accessKeyId: string; secretAccessKey: string };

async function accountsOf(control: Control, seed: string): Promise<Account[]> {
  const world = (await control('PUT', '', { seed })) as {
    accounts: { id: string; name: string }[];
  };
  const accounts: Account[] = [];
  for (const { id, name } of world.accounts) {
    const keys = await control('POST', '/act-as', { arn: `arn:aws:iam::${id}:root` });
    const { accessKeyId, secretAccessKey } = keys as Account;
    accounts.push({ id, name, accessKeyId, secretAccessKey });
  }
  return accounts;
}

/** `drawbridge practice`: the practice accounts on their own, in memory, until stopped. */
export async function practice(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: OPTIONS });
  const controlToken = randomBytes(24).toString('base64url');
  const endpoint = await startPractice({
    port: Number(values.port),
    store: memoryStore(),
    controlToken,
  });
  const accounts = await accountsOf(controlOf(endpoint.url, controlToken), values.seed);
  if (values.json) {
    process.stdout.write(`${JSON.stringify({ endpoint: endpoint.url, accounts })}\n`);
  } else {
    process.stdout.write(`Practice accounts at ${endpoint.url} (nothing here is AWS)\n`);
    for (const { id, name, accessKeyId, secretAccessKey } of accounts) {
      process.stdout.write(
        `${id}  ${name.padEnd(12)} ${accessKeyId} ${secretAccessKey}\n`,
      );
    }
  }
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => resolve());
  });
  await endpoint.stop();
  return 0;
}
