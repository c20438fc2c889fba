import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Outcome } from '@/components/ui/outcome';
import { DraftFields, type SaveDraftInput } from '@/lib/setup/schema';
import { createDraftSaver, type SaveState } from './draft-saver';

const NOW = new Date('2026-11-24T10:42:00Z');

const draft = (who: string) =>
  ({
    draftId: '0b7a1f2e-6a34-4c1f-9a52-0d9c0c1f2e3a',
    step: 'who',
    fields: DraftFields.parse({ who }),
  }) as SaveDraftInput;

/** A server that answers when told to, so that the order of answers is in our hands. */
function world() {
  const written: string[] = [];
  const states: SaveState[] = [];
  const answers: ((outcome: Outcome<unknown>) => void)[] = [];
  const saver = createDraftSaver({
    save: ({ fields }) => {
      written.push(fields.who);
      return new Promise((resolve) => answers.push(resolve));
    },
    onState: (state) => states.push(state),
    now: () => NOW,
    delayMs: 300,
    retryMs: 5_000,
  });
  const answer = async (outcome: Outcome<unknown>) => {
    answers.shift()?.(outcome);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { saver, written, states, answer };
}

const SAVED: Outcome<unknown> = { ok: true, value: null };
const FAILED: Outcome<unknown> = { ok: false, message: 'The database is away.' };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a draft that is typed', () => {
  it('is written once, after a pause', async () => {
    const { saver, written, states, answer } = world();
    for (const who of ['c', 'ci', 'ci-']) {
      saver.put(draft(who));
      await vi.advanceTimersByTimeAsync(299);
    }
    expect(written).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(written).toEqual(['ci-']);
    await answer(SAVED);
    expect(states.at(-1)).toEqual({ kind: 'saved', at: NOW });
  });

  it('never has an older text land on a newer one', async () => {
    const { saver, written, states, answer } = world();
    saver.put(draft('old'));
    await vi.advanceTimersByTimeAsync(300);
    saver.put(draft('new'));
    await vi.advanceTimersByTimeAsync(300);
    expect(written).toEqual(['old']);
    await answer(SAVED);
    expect(written).toEqual(['old', 'new']);
    expect(states.at(-1)).toEqual({ kind: 'saving' });
    await answer(SAVED);
    expect(states.at(-1)).toEqual({ kind: 'saved', at: NOW });
  });
});

describe('a draft that could not be written', () => {
  it('says so, stays, and is tried again by itself', async () => {
    const { saver, written, states, answer } = world();
    saver.put(draft('ci-deploy'));
    await vi.advanceTimersByTimeAsync(300);
    await answer(FAILED);
    expect(states.at(-1)).toEqual({ kind: 'unsaved', message: 'The database is away.' });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(written).toEqual(['ci-deploy', 'ci-deploy']);
    await answer(SAVED);
    expect(states.at(-1)).toEqual({ kind: 'saved', at: NOW });
  });

  it('gives way to what was typed meanwhile', async () => {
    const { saver, written, answer } = world();
    saver.put(draft('old'));
    await vi.advanceTimersByTimeAsync(300);
    saver.put(draft('new'));
    await answer(FAILED);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(written).toEqual(['old', 'new']);
  });

  it('stops the plan: flushing tells that it is not saved', async () => {
    const { saver, answer } = world();
    saver.put(draft('ci-deploy'));
    const flushed = saver.flush();
    await answer(FAILED);
    expect(await flushed).toBe(false);
  });
});

it('has nothing to write when nothing was typed', async () => {
  const { saver, written } = world();
  expect(await saver.flush()).toBe(true);
  expect(written).toEqual([]);
});
