import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AwsConnection, StoredAccount } from '@/lib/ports';
import { confirmByLink } from '@/lib/setup/handshake/confirm-half';
import { openLink } from '@/lib/setup/handshake/open-link';
import type { DraftFields } from '@/lib/setup/schema';
import { verifyPlan } from '@/lib/setup/verify-plan';
import { DATA, worked } from './test-aws';
import { handshakeIn } from './test-handshake';
import { runHalf } from './test-run-half';
import { useSetupWorld } from './test-setup';

const world = useSetupWorld();
const { ports, look, lookUntil, secretOf } = handshakeIn(world);
const ROLE = 'x-changed';

let folder: string;
let connection: AwsConnection | null;
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'handshake-'));
  const { deps, actor } = world();
  const accounts = await deps.accounts.list(actor.workspaceId);
  const data = accounts.find(({ id }) => id === DATA) as StoredAccount; // seeded
  connection = deps.connectionOf(data, accounts);
  await deps.accounts.setConnection(actor.workspaceId, DATA, null);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const runTheirs = (planId: string) =>
  runHalf(world(), { planId, accountId: DATA, folder, connection });

const stateOf = async (planId: string) => (await world().viewOf(planId)).state;

/** Ours is written at once, and the calls of the proof are made as it stands then. */
async function changed(planId: string, change: Partial<DraftFields>): Promise<string> {
  const nextId = await world().changeFor(planId, { ...change, confirmedName: ROLE });
  await world().applyAndHurry(nextId);
  expect(await stateOf(nextId)).toBe('waiting');
  return nextId;
}

it('changes a half that its owner runs: seen by calls where these tell, else by their word', async () => {
  const first = await world().planFor({
    roleName: ROLE,
    requireExternalId: true,
    externalId: 'acme-42',
  });
  await world().applyAndRun(first);
  const firstSecret = await secretOf(first);
  await runTheirs(first);
  await lookUntil(first, async () => (await stateOf(first)) === 'proven');
  expect(await stateOf(first)).toBe('proven');

  const second = await changed(first, { externalId: 'acme-43' });
  expect(worked(await openLink(ports(), { secret: firstSecret }))).toMatchObject({
    state: 'newer',
    files: [],
    undo: '',
  });
  const secret = await secretOf(second);
  const [change] = worked(await openLink(ports(), { secret })).changes;
  expect(change?.statements[0]?.was).toContain('acme-42');
  expect(change?.statements[0]?.willBe).toContain('acme-43');
  await look(second);
  expect(await world().viewOf(second)).toMatchObject({
    state: 'waiting',
    progress: expect.stringContaining('AWS still refuses'),
  });
  expect(await confirmByLink(ports(), { secret })).toMatchObject({ ok: false });
  await runTheirs(second);
  await lookUntil(second, async () => (await stateOf(second)) === 'proven');
  expect(await stateOf(second)).toBe('proven');
  await verifyPlan(ports(), world().job(second));
  expect(await stateOf(second)).toBe('proven');

  const third = await changed(second, { access: 'both' });
  await runTheirs(third);
  await look(third);
  expect(await world().viewOf(third)).toMatchObject({
    state: 'waiting',
    progress: expect.stringContaining('came to the same before'),
  });
  worked(await confirmByLink(ports(), { secret: await secretOf(third) }));
  await look(third);
  expect(await world().viewOf(third)).toMatchObject({
    state: 'applied',
    sentence: expect.stringMatching(/^Confirmed by The holder .* not seen by us: /),
  });

  await world().undoAndRun(third, ROLE);
  expect([await stateOf(third), await stateOf(second)]).toEqual(['undone', 'applied']);
  const theirUndo = worked(await openLink(ports(), { secret: await secretOf(second) }));
  expect(theirUndo.undo).toContain('update-assume-role-policy');
}, 240_000);
