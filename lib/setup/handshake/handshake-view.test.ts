import { describe, expect, it } from 'vitest';
import { planSource } from '../export/plan-source';
import { fakeConsole } from '../fakes/console';
import { account, DATA, TOOLING } from '../fakes/inventory';
import { plannedConsole } from '../fakes/planned';
import type { DraftFields } from '../schema';
import { handshakeView } from './handshake-view';

/** What the owner of the bucket's account, which has no connection, is shown. */
async function shownToData(fields: Partial<DraftFields> = {}) {
  const accounts = [
    account(TOOLING, 'Tooling'),
    { ...account(DATA, 'Data'), connection: null },
  ];
  const world = await plannedConsole(fakeConsole({ accounts }), fields);
  const source = planSource(world.stored(), accounts, null);
  if (!source.ok) throw new Error(JSON.stringify(source.error));
  const link = { accountId: DATA, expiresAt: new Date('2026-12-01T00:00:00Z') };
  const view = handshakeView(world.stored(), source.value, link);
  if (!view) throw new Error('no half of Data');
  return view;
}

describe('the half of the account that is asked to trust', () => {
  it('names the one that it lets in', async () => {
    const view = await shownToData();
    expect(view.statement).toBe(
      `Role ci-deploy of account ${TOOLING} may take the role x-app-logs-reader of account ${DATA}.`,
    );
    expect(view.doesNotGive[0]).toContain(`Nobody else of account ${TOOLING} gets in`);
  });

  it('says that everybody of a whole account gets in, as the trust policy does', async () => {
    const view = await shownToData({ trustScope: 'account' });
    const trusts = view.creates.map(({ document }) => document).join('\n');
    expect(trusts).toContain(`arn:aws:iam::${TOOLING}:root`);
    expect(view.statement).toBe(
      `Everybody of account ${TOOLING} whose own policies allow it may take the role x-app-logs-reader of account ${DATA}.`,
    );
    expect(view.doesNotGive[0]).toContain(
      `lets in everybody of account ${TOOLING} whom that account allows it`,
    );
    expect(JSON.stringify(view.files)).not.toContain('Role ci-deploy of account');
  });
});
