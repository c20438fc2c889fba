import { expect, it } from 'vitest';
import { fakeConsole } from '../fakes/console';
import { REAL } from '../fakes/exported';
import { account, DATA, TOOLING } from '../fakes/inventory';
import { plannedConsole } from '../fakes/planned';
import { getOwnerHalf } from './get-owner-half';

const URL = 'http://127.0.0.1:4566';

/** The half of Tooling, which has no connection, of a plan of practice accounts. */
async function waitingPlan() {
  const accounts = [
    { ...account(TOOLING, 'Tooling'), connection: null },
    account(DATA, 'Data'),
  ];
  const { deps, actor, planId } = await plannedConsole(fakeConsole({ accounts }));
  const handshakeLinks = { listOf: async () => [] };
  const halfOf = (who: Partial<typeof actor>, practiceWorlds: { url: string } | null) =>
    getOwnerHalf(
      { ...deps, handshakeLinks, practiceWorlds },
      { ...actor, ...who },
      planId,
    );
  return { halfOf };
}

it('points the files of a practice plan at the practice accounts, and no others', async () => {
  const { halfOf } = await waitingPlan();
  const practice = await halfOf({}, { url: URL });
  expect(practice).toMatchObject({
    ok: true,
    value: { accountId: TOOLING, accountName: 'Tooling' },
  });
  expect(JSON.stringify(practice)).toContain(URL);
  expect(JSON.stringify(await halfOf(REAL, { url: URL }))).not.toContain(URL);
});

it('shows no half of a practice plan where no practice accounts run', async () => {
  const { halfOf } = await waitingPlan();
  expect(await halfOf({}, null)).toEqual({ ok: true, value: null });
  expect(await halfOf(REAL, null)).toMatchObject({ value: { accountId: TOOLING } });
});
