import { expect, it } from 'vitest';
import type { AccountRow } from '@/lib/inventory/schema';
import type { PlanRow } from '@/lib/setup/plan-views';
import type { PlanState } from '@/lib/setup/schema';
import { toDoOf } from './to-do';

const plan = (state: PlanState): PlanRow => ({
  id: `plan-${state}`,
  title: `a plan that is ${state}`,
  state,
  refutation: state === 'refuted' ? 'AWS let through what must be denied.' : null,
  end: null,
  createdAt: '2026-11-24T10:00:00Z',
  roleName: 'x-app-logs',
  accounts: ['Tooling', 'Data'],
});
const account = (health: AccountRow['health']): AccountRow => ({
  id: '111122223333',
  name: 'Tooling',
  partition: 'aws',
  ouPath: '/',
  isProduction: false,
  connection: 'practice',
  health,
  healthSentence: null,
  lastReadAt: null,
  rolesTotal: 0,
  principalsTotal: 0,
  bucketsTotal: 0,
});

it('names plans that stopped and red proofs, then accounts that were not read, then practice', () => {
  const waiting = toDoOf(
    [plan('proven'), plan('stopped'), plan('refuted'), plan('ready')],
    [account('ok'), account('failing')],
    'practice',
  );
  expect(waiting.map(({ id }) => id)).toEqual([
    'plan-stopped',
    'plan-refuted',
    '111122223333',
    'practice',
  ]);
  expect(waiting[1]?.detail).toBe(
    'The proof is red. AWS let through what must be denied.',
  );
});

it('asks for nothing when all is well', () => {
  expect(toDoOf([plan('undone')], [account('ok')], 'aws')).toEqual([]);
});
