import { describe, expect, it } from 'vitest';
import { FIRST_PREVIOUS_HASH, hashOfActivity } from '@/lib/core/activity-hash';
import { UserId, WorkspaceId } from '@/lib/core/ids';
import type { ActivityEntry, Actor, StoredActivity } from '@/lib/ports';
import { ACTIVITY_PAGE_SIZE, listActivity } from './list-activity';
import { verifyChain } from './verify-chain';

const workspaceId = WorkspaceId.parse('w1');

function chainOf(rowsTotal: number): StoredActivity[] {
  const rows: StoredActivity[] = [];
  for (let sequence = 1; sequence <= rowsTotal; sequence += 1) {
    const entry: ActivityEntry = {
      workspaceId,
      actorId: 'u1',
      actorName: 'Mei',
      event: 'credentials.issued',
      outcome: 'ok',
      sentence: `Entry ${sequence}.`,
      target: null,
      planId: null,
      details: { seconds: 900, use: 'terminal' },
    };
    const at = new Date(Date.UTC(2026, 10, 24, 9, 0, sequence));
    const previousHash = rows.at(-1)?.hash ?? FIRST_PREVIOUS_HASH;
    const hash = hashOfActivity(entry, previousHash, sequence, at);
    rows.push({ ...entry, sequence, at, previousHash, hash });
  }
  return rows;
}

const changed = (
  rows: StoredActivity[],
  index: number,
  change: Partial<StoredActivity>,
) => rows.map((row, at) => (at === index ? { ...row, ...change } : row));

describe('the chain', () => {
  it('is intact as it was written, and when nothing was written yet', () => {
    expect(verifyChain(chainOf(5))).toEqual({
      isIntact: true,
      rowsTotal: 5,
      firstBadSequence: null,
    });
    expect(verifyChain([])).toEqual({
      isIntact: true,
      rowsTotal: 0,
      firstBadSequence: null,
    });
  });

  it('names the row whose sentence was changed', () => {
    const rows = changed(chainOf(5), 2, { sentence: 'Nothing happened.' });
    expect(verifyChain(rows)).toMatchObject({ isIntact: false, firstBadSequence: 3 });
  });

  it('sees a changed row that was hashed again, at the row after it', () => {
    const rows = chainOf(5);
    const third = { ...rows[2], sentence: 'Nothing happened.' } as StoredActivity; // index is in range
    const hash = hashOfActivity(third, third.previousHash, 3, third.at);
    expect(verifyChain(changed(rows, 2, { ...third, hash }))).toMatchObject({
      firstBadSequence: 4,
    });
  });

  it('names the row that stands where another one was removed', () => {
    const rows = chainOf(5);
    expect(verifyChain(rows.filter((row) => row.sequence !== 2))).toMatchObject({
      firstBadSequence: 3,
    });
    expect(verifyChain(rows.slice(1))).toMatchObject({ firstBadSequence: 2 });
  });

  it('sees two rows that changed places, and a changed time', () => {
    const [first, second, ...rest] = chainOf(4);
    const swapped = [second, first, ...rest].filter((row) => row !== undefined);
    expect(verifyChain(swapped)).toMatchObject({ isIntact: false, firstBadSequence: 2 });
    const later = changed(chainOf(4), 0, { at: new Date(0) });
    expect(verifyChain(later)).toMatchObject({ firstBadSequence: 1 });
  });
});

const actor: Actor = {
  userId: UserId.parse('u1'),
  handle: 'mei',
  name: 'Mei',
  email: 'mei@acme.test',
  workspaceId,
  workspaceName: 'Acme',
  workspaceKind: 'aws',
  role: 'viewer',
};

function logOf(rows: StoredActivity[]) {
  const asked: unknown[] = [];
  const activity = {
    list: async (query: { before: number | null; limit: number }) => {
      asked.push(query);
      return rows
        .filter((row) => query.before === null || row.sequence < query.before)
        .reverse()
        .slice(0, query.limit);
    },
    events: async () => ['credentials.issued'],
    all: async () => rows,
  };
  return { activity, asked };
}

describe('the activity page', () => {
  it('0.6: shows the newest rows first and where the next page begins', async () => {
    const deps = logOf(chainOf(ACTIVITY_PAGE_SIZE + 10));
    const page = await listActivity(deps, actor, { q: '', event: '' });
    expect(page).toMatchObject({ ok: true, value: { nextBefore: 11 } });
    expect(page.ok && page.value.rows[0]?.sequence).toBe(ACTIVITY_PAGE_SIZE + 10);

    const next = await listActivity(deps, actor, { q: '', event: '', before: 11 });
    expect(next).toMatchObject({
      ok: true,
      value: { nextBefore: null, chain: { isIntact: true, rowsTotal: 60 } },
    });
    expect(next.ok && next.value.rows).toHaveLength(10);
  });

  it("asks for the reader's own workspace only", async () => {
    const deps = logOf([]);
    await listActivity(deps, actor, { q: 'deploy', event: 'credentials.issued' });
    expect(deps.asked).toEqual([
      {
        workspaceId: 'w1',
        q: 'deploy',
        event: 'credentials.issued',
        before: null,
        limit: ACTIVITY_PAGE_SIZE + 1,
      },
    ]);
  });
});
