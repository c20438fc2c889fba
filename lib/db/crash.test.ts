import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { makeInstallation, newFolder, type Run, runProgram } from './test-installation';
import { ask, killServer } from './test-server';

const ROUNDS = 20;
const MIN_ACKNOWLEDGED = 5;

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const acknowledged = ({ lines }: Run) =>
  lines.filter((line) => line.startsWith('wrote ')).map((line) => line.slice(6));

async function untilWriting(run: Run, round: number): Promise<void> {
  await run.ready;
  while (acknowledged(run).length < MIN_ACKNOWLEDGED && run.child.exitCode === null)
    await sleep(5);
  await sleep(round * 3);
}

/** What dies in a round: the console, its database first, or both in the other order. */
const DEATHS: ((run: Run, dataDir: string) => Promise<void>)[] = [
  (run) => run.kill(),
  async (run, dataDir) => {
    killServer(dataDir);
    await run.kill();
  },
  async (run, dataDir) => {
    await run.kill();
    killServer(dataDir);
  },
];

it('loses no acknowledged row when console and database are killed in the middle of writes', async () => {
  const installation = await makeInstallation();
  const dataDir = newFolder();
  folders.push(installation.root, dataDir);
  const written: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const run = runProgram(installation, 'write', dataDir);
    await untilWriting(run, round);
    await DEATHS[round % DEATHS.length]?.(run, dataDir);
    written.push(...acknowledged(run));
  }

  const survivor = runProgram(installation, 'hold', dataDir);
  const { url } = await survivor.ready;
  const rows = await ask<{ id: string }>(url, 'SELECT id FROM acknowledged');
  await survivor.stop();
  const kept = new Set(rows.map(({ id }) => id));
  expect(written.length).toBeGreaterThanOrEqual(ROUNDS * MIN_ACKNOWLEDGED);
  expect(written.filter((id) => !kept.has(id))).toEqual([]);
}, 240_000);
