import { describe, expect, it } from 'vitest';
import { PlanState } from '@/lib/setup/schema';
import { canApply, canUndo, isMovingOn, isRunning } from './plan-state';
import {
  sayProof,
  saySize,
  sayState,
  sayTimeLeft,
  sayUndo,
  sayUntested,
} from './plan-words';

const NOW = new Date('2026-11-24T10:42:00Z');
const check = { id: 'c', sentence: 's', code: '200', durationMs: 8 } as const;

describe('a plan that waits', () => {
  it.each([
    ['2026-11-24T10:57:00Z', 'good for 15 min'],
    ['2026-11-24T10:56:59Z', 'good for 14 min'],
    ['2026-11-24T10:42:30Z', 'good for less than a minute'],
    ['2026-11-24T10:41:59Z', 'no longer good'],
  ])('that ends at %s is %s', (expiresAt, words) => {
    expect(sayTimeLeft(expiresAt, NOW)).toBe(words);
  });

  it('cannot be applied after its time, whatever the server said when the page was made', () => {
    const plan = { state: 'ready', isExpired: false, expiresAt: '2026-11-24T10:41:00Z' };
    expect(canApply({ ...plan, state: 'ready' }, NOW)).toBe(false);
    expect(
      canApply({ ...plan, state: 'ready', expiresAt: '2026-11-24T10:43:00Z' }, NOW),
    ).toBe(true);
  });

  it('cannot be applied twice', () => {
    const expiresAt = '2026-11-24T10:50:00Z';
    expect(canApply({ state: 'proven', isExpired: false, expiresAt }, NOW)).toBe(false);
  });
});

describe('a plan that runs', () => {
  it('is asked about while it applies, undoes or is tested', () => {
    expect(isRunning({ state: 'applying', progress: null })).toBe(true);
    expect(isRunning({ state: 'undoing', progress: null })).toBe(true);
    expect(isRunning({ state: 'applied', progress: 'Testing the crossing' })).toBe(true);
    expect(isRunning({ state: 'proven', progress: null })).toBe(false);
  });

  it('waits for a person when it halted, whatever it said last', () => {
    expect(isRunning({ state: 'stopped', progress: 'Writing the role' })).toBe(false);
  });

  it('is still asked about while it waits for AWS', () => {
    expect(isRunning({ state: 'suspended', progress: null })).toBe(false);
    expect(isMovingOn({ state: 'suspended', progress: null })).toBe(true);
    expect(isMovingOn({ state: 'stopped', progress: null })).toBe(false);
  });

  it('can be undone once something stands and nothing moves', () => {
    const undo = { along: [], why: 'A later plan has changed it.' };
    const undoable = PlanState.options.filter((state) => canUndo({ state, undo }));
    expect(undoable).toEqual([
      'stopped',
      'suspended',
      'waiting',
      'applied',
      'proven',
      'refuted',
      'quarantined',
      'left',
    ]);
  });

  it('can be undone behind the plan that took it over, where the two can be told apart', () => {
    const state = 'replaced';
    expect(canUndo({ state, undo: { along: [], why: null } })).toBe(true);
    expect(canUndo({ state, undo: null })).toBe(false);
  });

  it('has a word for every state', () => {
    for (const state of PlanState.options) expect(sayState(state).word).not.toBe('');
  });
});

describe('a proof', () => {
  const works = {
    ...check,
    expected: 'works',
    outcome: 'works',
    isAsExpected: true,
  } as const;
  it('counts what came out as expected', () => {
    const leak = {
      ...check,
      expected: 'denied',
      outcome: 'works',
      isAsExpected: false,
    } as const;
    expect(sayProof({ checks: [works, leak] })).toBe('1 of 2 as expected');
  });

  it('never counts a test that was not made as passed', () => {
    const skipped = {
      ...check,
      expected: 'denied',
      outcome: 'not-tested',
      isAsExpected: true,
    } as const;
    const checks = [works, skipped];
    expect(sayProof({ checks })).toBe('1 of 1 as expected');
    expect(sayUntested({ checks })).toBe('1 not tested');
    expect(sayUntested({ checks: [works] })).toBe('');
  });
});

it('says the size of a document against its quota', () => {
  expect(saySize({ sizeCharacters: 1104, limitCharacters: 10240 })).toBe(
    '1,104 of 10,240 chars',
  );
});

describe('an undo', () => {
  const put = { operation: 'PutBucketPolicy', accountId: '444455556666' };
  const create = { operation: 'CreateRole', accountId: '111122223333' };
  const here = { accountId: '111122223333', connection: 'practice' } as const;
  const roleName = 'ci-deploy';

  it('says that the role goes where the plan made it', () => {
    const words = sayUndo({ roleName, steps: [create, put], accounts: [here] });
    expect(words.ask).toBe('Undo: delete ci-deploy and put everything back?');
    expect(words.done).toContain('ci-deploy is deleted');
  });

  it.each([
    ['stood before', [put], here],
    ['is made by its owner', [create, put], { ...here, connection: null }],
  ])('does not say so of a role that %s', (_, steps, account) => {
    const words = Object.values(sayUndo({ roleName, steps, accounts: [account] }));
    expect(words.join(' ')).toContain('ci-deploy stays');
    expect(words.join(' ')).not.toContain('delete');
  });
});
