import { describe, expect, it } from 'vitest';
import { UserId } from '@/lib/core/ids';
import type { FoundSession, SessionQuery, StoredAccount } from '@/lib/ports';
import { listSessions } from './list-sessions';
import { SessionsFilter } from './schema';
import { actor, now, roleArn } from './test-world';

const session = (id: string, change: Partial<FoundSession> = {}): FoundSession => ({
  id,
  workspaceId: actor.workspaceId,
  userId: actor.userId,
  roleArn,
  use: 'terminal',
  sessionName: `db-mei-${id}`,
  sourceIdentity: 'db-mei',
  limits: null,
  issuedAt: new Date('2026-11-24T08:30:00Z'),
  expiresAt: new Date('2026-11-24T09:30:00Z'),
  personName: 'Mei',
  revocationId: null,
  ...change,
});

function world(sessions: FoundSession[]) {
  const asked: SessionQuery[] = [];
  const deps = {
    issues: {
      search: async (query: SessionQuery) => {
        asked.push(query);
        return { sessions, total: sessions.length };
      },
      takers: async () => [{ userId: UserId.parse('u2'), name: 'Lee' }],
    },
    revocations: { listOpen: async () => [] },
    accounts: {
      list: async () => [
        // The page reads these.
        {
          id: '777788889999',
          name: 'Prod',
          isProduction: true,
          connection: null,
        } as StoredAccount,
      ],
    },
    clock: { now: () => now },
  };
  return { deps, asked };
}

const filter = (change: Partial<SessionsFilter> = {}) => ({
  ...SessionsFilter.parse({}),
  ...change,
});

describe('the sessions page', () => {
  it('3.10: says which session is live, ended or revoked, and whose it is', async () => {
    const { deps } = world([
      session('a'),
      session('b', { expiresAt: now }),
      session('c', { revocationId: 'r1', userId: UserId.parse('u2'), personName: 'Lee' }),
    ]);
    const page = await listSessions(deps, actor, filter());
    expect(page).toMatchObject({
      ok: true,
      value: {
        total: 3,
        rows: [
          {
            id: 'a',
            state: 'live',
            isMine: true,
            roleName: 'deploy',
            accountName: 'Prod',
          },
          { id: 'b', state: 'ended' },
          { id: 'c', state: 'revoked', isMine: false, personName: 'Lee' },
        ],
      },
    });
  });

  it('shows a viewer their own sessions, whoever they ask for', async () => {
    const { deps, asked } = world([]);
    const page = await listSessions(deps, actor, filter({ person: 'u2' }));
    expect(asked[0]).toMatchObject({ userId: actor.userId, state: 'live', offset: 0 });
    expect(page).toMatchObject({ ok: true, value: { isOfEverybody: false, people: [] } });
  });

  it.each(['operator', 'admin'] as const)(
    'shows an %s everybody, or one person',
    async (role) => {
      const { deps, asked } = world([]);
      await listSessions(deps, { ...actor, role }, filter());
      await listSessions(deps, { ...actor, role }, filter({ person: 'u2', page: 3 }));
      expect(asked.map(({ userId, offset }) => [userId, offset])).toEqual([
        [null, 0],
        ['u2', 100],
      ]);
    },
  );
});
