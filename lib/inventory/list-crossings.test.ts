import { describe, expect, it } from 'vitest';
import { WorkspaceId } from '@/lib/core/ids';
import { err, ok } from '@/lib/core/result';
import type { SearchStore } from '@/lib/ports';
import { listCrossings } from './list-crossings';
import { AccessFilter, SearchInput } from './schema';
import { searchInventory } from './search-inventory';
import { actor } from './test-connections';
import { PROD, stored, TOOLING } from './test-estate';

const workspaceId = WorkspaceId.parse('w1');
const prod = stored(workspaceId, PROD, 'Prod');

describe('the access page', () => {
  it('says how many accounts it is made from, and which are failing', async () => {
    const builtAt = new Date('2026-11-24T09:26:00.000Z');
    const deps = {
      crossings: {
        search: async () => ({ rows: [], matchesTotal: 0, crossingsTotal: 7, builtAt }),
      },
      accounts: {
        list: async () => [
          prod,
          stored(workspaceId, TOOLING, 'Tooling', {
            health: 'failing',
            snapshotId: null,
          }),
        ],
      },
    };
    expect(await listCrossings(deps, actor, AccessFilter.parse({}))).toMatchObject({
      ok: true,
      value: {
        accountsRead: 1,
        accountsTotal: 2,
        accountsFailing: ['Tooling'],
        asOf: '2026-11-24T09:26:00.000Z',
      },
    });
  });
});

describe('search', () => {
  const queries: Parameters<SearchStore['search']>[1][] = [];
  const search: Pick<SearchStore, 'search'> = {
    search: async (_id, query) => {
      queries.push(query);
      return [];
    },
  };

  it('takes a list of kinds and leaves out what is no kind', async () => {
    await searchInventory(
      { search },
      actor,
      SearchInput.parse({ q: ' ci ', kinds: 'role, nonsense,user' }),
    );
    expect(queries.at(-1)).toMatchObject({
      q: 'ci',
      kinds: ['role', 'user'],
      accountId: null,
    });
  });

  it('finds nothing of a kind that does not exist, rather than everything', async () => {
    const asked = queries.length;
    const found = await searchInventory(
      { search },
      actor,
      SearchInput.parse({ kinds: 'toString' }),
    );
    expect(found).toEqual(ok([]));
    expect(queries).toHaveLength(asked);
  });

  it('is for members', async () => {
    const stranger = { ...actor, role: 'nobody' as unknown as 'viewer' }; // a role this version does not know
    expect(await searchInventory({ search }, stranger, SearchInput.parse({}))).toEqual(
      err({ kind: 'forbidden', permission: 'inventory:read' }),
    );
  });
});
