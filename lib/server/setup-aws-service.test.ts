import { expect, it } from 'vitest';
import { useSetupWorld } from './test-setup';

const world = useSetupWorld();
const FIELDS = {
  who: '',
  recipe: 'aws-service',
  service: 'states.amazonaws.com',
  bucket: 'app-logs',
} as const;

it('4.2: makes a role for a service, proves that nobody of the account gets in, and undoes it', async () => {
  const roleName = 'x-states-role';
  const planId = await world().planFor({ ...FIELDS, roleName });
  await world().applyAndRun(planId);
  const view = await world().viewOf(planId);
  expect(view.proof?.checks.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
    'assume not-tested',
    'assume-for-a-stranger not-tested',
    'assume-for-nobody not-tested',
    'assume-as-another denied',
    'put not-tested',
    'list not-tested',
    'get not-tested',
    'delete not-tested',
  ]);
  expect(view.proof?.checks.slice(0, 3).map(({ code }) => code)).toEqual([
    'Not tested: nobody can call as a service. By evaluation: it works.',
    'Not tested: nobody can call as a service. By evaluation: denied.',
    'Not tested: nobody can call as a service. By evaluation: denied.',
  ]);
  expect(view.proof?.sentence).toBe(
    'Nobody else gets in: every call that was made was denied. Step Functions was not tested: this console cannot ask in its place.',
  );
  expect(view.state).toBe('applied');
  await world().undoAndRun(planId, roleName);
  expect((await world().viewOf(planId)).state).toBe('undone');
});

it('plans nothing where everything is so already', async () => {
  const roleName = 'x-states-again';
  await world().applyAndRun(await world().planFor({ ...FIELDS, roleName }));
  await expect(world().planFor({ ...FIELDS, roleName })).rejects.toThrow(/already_so/);
});
