import { expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { buildSeed } from '../seed/build-seed';
import { toLive } from '../world/live-world';
import { createWorlds, touch } from '../world/worlds';
import { factsOf } from './facts';

const worlds = createWorlds({ store: undefined, now: () => 0, log: () => {} });
const liveSmall = () => toLive(buildSeed('small', { id: 'w', tag: 'AAAA', nowMs: 0 }));

it('rebuilds after a write the facts of its account, and of no other', () => {
  const live = liveSmall();
  const before = new Map(factsOf(live).accounts);
  const { org } = factsOf(live);
  touch(worlds, live, ACME.data);
  const after = factsOf(live);
  expect(after.accounts.get(ACME.data)).not.toBe(before.get(ACME.data));
  expect(after.accounts.get(ACME.tooling)).toBe(before.get(ACME.tooling));
  expect(after.org).toBe(org);
  touch(worlds, live);
  expect(factsOf(live).org).not.toBe(org);
});

it('knows an account that has joined, and none that is gone', () => {
  const live = liveSmall();
  factsOf(live);
  const [account] = live.state.accounts.values();
  if (!account) throw new Error('The seed has no account.');
  live.state.accounts.set('999988887777', { ...account, id: '999988887777' });
  expect(factsOf(live).accounts.has('999988887777')).toBe(true);
  live.state.accounts.delete('999988887777');
  touch(worlds, live, '999988887777');
  expect(factsOf(live).accounts.has('999988887777')).toBe(false);
});
