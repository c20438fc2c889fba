import { describe, expect, it } from 'vitest';
import { refused } from './fakes/aws';
import { consoleWithKey } from './fakes/console-with-key';
import { plannedWorkload, WORKLOAD } from './fakes/workload';

describe('a plan of a workload', () => {
  it('opens the bucket last, after its key', async () => {
    const world = await plannedWorkload();
    world.tape.length = 0;
    await world.apply();
    expect(world.tape.filter((line) => line.startsWith('aws '))).toEqual([
      'aws create-role',
      'aws create-instance-profile',
      'aws add-role-to-profile',
      'aws put-inline-policy',
      'aws put-key-policy',
      'aws put-bucket-policy',
    ]);
  });

  it('stops where AWS refuses the key, and undo takes the rest back', async () => {
    const world = await plannedWorkload();
    const before = world.atAws();
    world.deps.aws.answers = [null, null, null, null, refused('AccessDeniedException')];
    await world.apply();
    expect(world.stored().state).toBe('stopped');
    await world.undo();
    expect(world.atAws()).toBe(before);
  });

  it('says so when everything is so already', async () => {
    const console = consoleWithKey();
    await (await plannedWorkload(console)).apply();
    expect(await console.plan(WORKLOAD)).toMatchObject({
      ok: false,
      error: { kind: 'already_so' },
    });
  });
});

describe('its proof', () => {
  it('2.6: is by evaluation where the role cannot be taken, and says so', async () => {
    const world = await plannedWorkload();
    await world.apply();
    const { proof, state } = world.stored();
    expect(state).toBe('applied');
    expect(proof?.checks[0]?.code).toMatch(/^Not tested: .* By evaluation: it works\.$/);
  });

  it('turns red when somebody else gets in', async () => {
    const world = await plannedWorkload();
    const credentials = {
      accessKeyId: 'ASIA',
      secretAccessKey: 's',
      sessionToken: 't',
      expiresAt: null,
    };
    world.deps.aws.actAs = async () => ({ ok: true, value: credentials });
    world.deps.aws.s3 = async () => ({ ok: true, value: { status: 200 } });
    await world.apply();
    expect(world.stored().state).toBe('refuted');
  });
});
