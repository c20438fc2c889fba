import { describe, expect, it } from 'vitest';
import type { StoredPlan } from '@/lib/ports';
import { notHereIn } from '../export/not-here-in';
import { planSource } from '../export/plan-source';
import { fakeConsole } from '../fakes/console';
import { account, DATA, TOOLING } from '../fakes/inventory';
import { NEW_VERSION, planOfPieces } from '../fakes/pieces';
import { plannedConsole } from '../fakes/planned';
import { plannedWorkload } from '../fakes/workload';
import type { DraftFields } from '../schema';
import { handshakeView } from './handshake-view';

/** What the owner of the bucket's account, which has no connection, is shown. */
async function shownToData(fields: Partial<DraftFields> = {}) {
  const accounts = [
    account(TOOLING, 'Tooling'),
    { ...account(DATA, 'Data'), connection: null },
  ];
  const world = await plannedConsole(fakeConsole({ accounts }), fields);
  return viewOf(world.stored(), DATA);
}

function viewOf(plan: StoredPlan, accountId: string) {
  const source = planSource(plan, [], null);
  const link = { accountId, expiresAt: new Date('2026-12-01T00:00:00Z') };
  const view = handshakeView(plan, source, link);
  if (!view) throw new Error('no half of this account');
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

describe('the files of a half', () => {
  it('are a template as well where a key has a policy, with the command for that', async () => {
    const { files, lacks } = viewOf((await plannedWorkload()).stored(), DATA);
    const template = files.find(({ format }) => format === 'cloudformation');
    expect(template?.text).toContain('AWS::S3::BucketPolicy');
    expect(notHereIn('cloudformation', template?.text ?? '')).toContain(
      'aws kms put-key-policy',
    );
    expect(lacks).toEqual([]);
  });

  it('are no template where it would hold nothing, and the half says why', async () => {
    const made = await planOfPieces(NEW_VERSION);
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    const { files, lacks } = viewOf(made.value.stored(), TOOLING);
    expect(files.map(({ format }) => format)).toEqual(['bash', 'powershell', 'json']);
    expect(lacks).toEqual([
      expect.stringMatching(/^CloudFormation cannot change a managed policy .* run: /),
    ]);
  });
});
