import { expect, it } from 'vitest';
import { err, ok } from '@/lib/core/result';
import { refused } from '../fakes/aws';
import { plannedConsole, ROLE } from '../fakes/planned';
import { verifyPlan } from '../verify-plan';

it('says of a trust that it is another one only when it was read', async () => {
  const world = await plannedConsole();
  const { deps, actor, planId, stored } = world;
  stored().body.restores = '2026-11-20T00:00:00.000Z';
  const prove = async () => {
    await verifyPlan(deps, { workspaceId: actor.workspaceId, planId });
    return [stored().state, stored().proof?.sentence];
  };
  await world.apply();
  expect(stored().state).toBe('proven');

  deps.aws.readTarget = async () => err(refused('AccessDenied'));
  expect(await prove()).toEqual([
    'applied',
    `Not proven: the trust of ${ROLE} could not be read back.`,
  ]);
  deps.aws.readTarget = async () => ok({ exists: false });
  expect(await prove()).toEqual([
    'refuted',
    `Read back from AWS: the trust of ${ROLE} is not the restored one.`,
  ]);
});
