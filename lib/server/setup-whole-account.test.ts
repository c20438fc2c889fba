import { expect, it } from 'vitest';
import { DATA, TOOLING } from './test-aws';
import { useSetupWorld } from './test-setup';

const world = useSetupWorld();

it('T7: trusts an account alone, proves it as somebody whom the account lets, and undoes it', async () => {
  const roleName = 'x-whole';
  const planId = await world().planFor({ who: TOOLING, roleName });
  const { gains, steps } = await world().viewOf(planId);
  expect(gains[0]).toMatchObject({ who: { kind: 'account', name: 'Tooling' } });
  expect(new Set(steps.map(({ accountId }) => accountId))).toEqual(new Set([DATA]));
  await world().applyAndRun(planId);
  const { state, proof } = await world().viewOf(planId);
  expect(state).toBe('proven');
  expect(proof?.checks.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
    'assume works',
    'assume-as-another denied',
    'put denied',
    'list works',
    'get works',
    'delete denied',
  ]);
  await world().undoAndRun(planId, roleName);
  expect((await world().viewOf(planId)).state).toBe('undone');
});
