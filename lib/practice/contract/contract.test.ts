import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { rootArn } from '../seed/document';
import { isThere } from '../test-commands';
import { startTestPractice } from '../test-practice';
import { ALL_CHECKS } from './all-checks';
import divergences from './divergences.json';
import { MOTO_KEYS, startMoto } from './moto-server';
import { makeScene, type Scene } from './scene';

const REASONS: Record<string, string> = divergences;
const CHECKS = Object.entries(ALL_CHECKS);

let scene: Scene;
let stop: () => Promise<void> = async () => {};
afterAll(() => stop());

describe('the practice accounts behave as AWS', () => {
  beforeAll(async () => {
    const practice = await startTestPractice();
    stop = practice.stop;
    scene = await makeScene(practice.url, await practice.actAs(rootArn(ACME.management)));
  });
  afterAll(async () => {
    await stop();
    stop = async () => {};
  });

  it.each(CHECKS)('%s', async (_, check) => {
    await check(scene);
  });
});

const hasMoto = isThere(
  'moto_server',
  ['--help'],
  'contract with moto: not run, moto_server is not on this machine',
);

describe.skipIf(!hasMoto)('the same contract with moto', () => {
  beforeAll(async () => {
    const moto = await startMoto();
    stop = moto.stop;
    scene = await makeScene(moto.url, MOTO_KEYS);
  });

  it.each(CHECKS)('%s', async (name, check) => {
    const failure = await check(scene).then(
      () => null,
      (error: unknown) => error,
    );
    const reason = REASONS[name];
    if (reason === undefined && failure !== null) throw failure;
    if (reason !== undefined && failure === null)
      expect.fail(`"${name}" no longer diverges: take it off the list`);
  });

  it('lists no check as diverging that there is not', () => {
    const unknown = Object.keys(REASONS).filter(
      (name) => !Object.hasOwn(ALL_CHECKS, name),
    );
    expect(unknown).toEqual([]);
  });
});
