// A home page of 5,000 roles, on a database of its own, in a process of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findRoles } from '@/components/credentials/find-roles';
import { describeError } from '@/lib/core/errors';
import { UserId, WorkspaceId } from '@/lib/core/ids';
import { getHome } from '@/lib/credentials/get-home';
import { packRoles, unpackRoles } from '@/lib/credentials/pack-roles';
import type { PackedHome, RoleCard } from '@/lib/credentials/schema';
import { createDatabase } from '@/lib/db/client';
import { startDatabase } from '@/lib/db/embedded';
import { migrate } from '@/lib/db/migrate';
import { createStores } from '@/lib/db/stores';
import { seedManyRoles, statementsOf } from '@/lib/db/test-many-roles';
import type { Actor } from '@/lib/ports';

const ROLES = 5000;
const WARM_UP = 10;
const ROUNDS = 60;
/** Typed letter by letter; the last finds few of many. */
const TYPED = 'deploys service 4711 production 100000000011';

const actor: Actor = {
  userId: UserId.parse('u1'),
  handle: 'bench',
  name: 'Bench',
  email: 'bench@example.com',
  workspaceId: WorkspaceId.parse('w1'),
  workspaceName: 'Bench',
  workspaceKind: 'aws',
  role: 'viewer',
  sessionId: 'of a browser',
};

const percentile95 = (times: number[]) =>
  [...times].sort((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1] ?? 0;

async function msOf(act: () => unknown): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

async function measure(url: string) {
  const { prisma, close } = createDatabase(url);
  const stores = createStores(prisma);
  const { workspaceId: id, userId } = actor;
  await stores.workspaces.ensure({ id, name: 'Bench', kind: 'aws' });
  await prisma.user.create({ data: { id: userId, name: 'Bench', email: actor.email } });
  await seedManyRoles(prisma, id, userId, ROLES);
  const deps = { ...stores, clock: { now: () => new Date() } };
  // With its JSON: what leaves the server is text.
  const answer = async () => {
    const home = await getHome(deps, actor);
    if (!home.ok) throw new Error(describeError(home.error));
    const { roles, ...others } = home.value;
    return JSON.stringify({ ...others, roles: packRoles(roles) } satisfies PackedHome);
  };
  const times: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const ms = await msOf(answer);
    if (round >= WARM_UP) times.push(ms);
  }
  const statements = await statementsOf(answer);
  const text = await answer();
  const home = JSON.parse(text) as PackedHome; // it was made above
  await close();
  const answerKilobytes = Buffer.byteLength(text) / 1000;
  const roles = unpackRoles(home.roles);
  return { answerMs: percentile95(times), answerKilobytes, statements, roles };
}

async function typing(roles: RoleCard[]) {
  const keys: number[] = [];
  for (let letters = 1; letters <= TYPED.length; letters += 1)
    keys.push(await msOf(() => findRoles(roles, TYPED.slice(0, letters))));
  const [firstKeyMs = 0, ...later] = keys;
  return { firstKeyMs, keyMs: percentile95(later) };
}

const [root = ''] = process.argv.slice(2);
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'drawbridge-bench-'));
const server = await startDatabase({ dataDir });
try {
  await migrate(server.url, path.join(root, 'prisma/migrations'));
  const { roles, ...measured } = await measure(server.url);
  if (roles.length !== ROLES) throw new Error(`${roles.length} roles were found.`);
  process.stdout.write(JSON.stringify({ ...measured, ...(await typing(roles)) }));
} finally {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
