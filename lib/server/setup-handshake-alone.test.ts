import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AwsConnection, StoredAccount } from '@/lib/ports';
import { makeSamlProvider } from '@/lib/practice/test-saml-provider';
import { followDraft } from '@/lib/setup/blank/follow-draft';
import { confirmByLink } from '@/lib/setup/handshake/confirm-half';
import { getOwnerHalf } from '@/lib/setup/handshake/get-owner-half';
import { openLink } from '@/lib/setup/handshake/open-link';
import { preview } from '@/lib/setup/preview';
import { DraftFields } from '@/lib/setup/schema';
import { verifyPlan } from '@/lib/setup/verify-plan';
import { DATA, TOOLING, worked } from './test-aws';
import { handshakeIn } from './test-handshake';
import { runHalf } from './test-run-half';
import { useSetupWorld } from './test-setup';

const world = useSetupWorld();
const { ports, look, lookUntil, secretOf } = handshakeIn(world);
const MAY =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:DescribeInstances","Resource":"*"}]}';
/** Nobody of the practice accounts: nothing here can call as it. */
const STRANGERS = '999988887777';
const IN_DATA = { who: '', bucket: '', access: 'custom', trustingAccount: DATA } as const;
const CI_OIDC = {
  who: '',
  recipe: 'ci-oidc',
  repository: 'acme/shop',
  runName: 'main',
  bucket: 'app-logs',
  access: 'write',
} as const;

let folder: string;
let connection: AwsConnection | null;
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'handshake-'));
  const { deps, actor, practice } = world();
  await makeSamlProvider(practice, DATA);
  await deps.readAgain(actor.workspaceId, [DATA]);
  const accounts = await deps.accounts.list(actor.workspaceId);
  const data = accounts.find(({ id }) => id === DATA) as StoredAccount; // seeded
  connection = deps.connectionOf(data, accounts);
  await deps.accounts.setConnection(actor.workspaceId, DATA, null);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const runTheirs = (planId: string) =>
  runHalf(world(), { planId, accountId: DATA, folder, connection });

const started = async (fields: Partial<DraftFields>) => {
  const planId = await world().planFor(fields);
  await world().applyAndRun(planId);
  return planId;
};

const stateOf = async (planId: string) => (await world().viewOf(planId)).state;
const isSettled = async (planId: string) => (await stateOf(planId)) !== 'waiting';

it('offers accounts without a connection to roles that stand alone, and says who makes them', async () => {
  const fields = DraftFields.parse({ ...CI_OIDC, ...IN_DATA, customPolicy: MAY });
  const view = worked(await preview(world().deps, world().actor, { fields }));
  expect(view.choices?.accounts.map(({ id }) => id)).toContain(DATA);
  expect(view.fieldErrors).toEqual({});
  expect(view.fieldWarnings['trustingAccount']).toContain('Data has no connection');
});

it('3.7: has the owner make a role for workflow runs, and turns proven by a token alone', async () => {
  const planId = await started({ ...CI_OIDC, roleName: 'x-alone-ci' });
  const waiting = await world().viewOf(planId);
  expect(waiting.state).toBe('waiting');
  expect(waiting.steps.every(({ state }) => state === 'waiting')).toBe(true);
  const half = worked(await getOwnerHalf(ports(), world().actor, planId));
  expect(half).toMatchObject({ accountId: DATA, isWhole: true, canConfirm: true });
  const secret = await secretOf(planId);
  const asked = worked(await openLink(ports(), { secret }));
  expect(asked.statement).toBe(
    `Workflow runs of the branch main of acme/shop may take the role x-alone-ci of account ${DATA}.`,
  );
  expect(asked.creates.map(({ operation }) => operation)).toEqual([
    'CreateOpenIDConnectProvider',
    'CreateRole',
    'PutRolePolicy',
    'UpdateAssumeRolePolicy',
  ]);
  expect(asked.files.map(({ format }) => format)).toContain('cloudformation');
  for (const ours of ['Tooling', 'Data', 'Mei'])
    expect(JSON.stringify(asked)).not.toContain(ours);

  // AWS refuses the token: the word of its holder does not settle that.
  worked(await confirmByLink(ports(), { secret }));
  await look(planId);
  expect(await world().viewOf(planId)).toMatchObject({
    state: 'waiting',
    progress: expect.stringMatching(/says that it is run/),
  });

  await runTheirs(planId);
  await lookUntil(planId, () => isSettled(planId));
  const view = await world().viewOf(planId);
  expect(view.state).toBe('proven');
  expect(view.sentence).toBe(
    'Workflow runs of the branch main of acme/shop took x-alone-ci. What it does then was not tested.',
  );
  expect(view.proof?.checks.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
    'assume works',
    'assume-as-another-run denied',
    'assume-from-a-pull-request denied',
    'assume-as-another-repository denied',
    'assume-as-a-stranger denied',
    'assume-for-another-audience denied',
    'assume-as-another not-tested',
    'put not-tested',
    'list not-tested',
    'get not-tested',
    'delete not-tested',
  ]);
  expect(view.proof?.checks.at(-1)?.code).toContain('which is its owner’s');
  expect(view.steps.every(({ state }) => state === 'done')).toBe(true);
  expect(worked(await openLink(ports(), { secret })).state).toBe('proven');

  await world().undoAndRun(planId, 'x-alone-ci');
  expect(await stateOf(planId)).toBe('undone');
  const gone = worked(await openLink(ports(), { secret }));
  expect(gone).toMatchObject({ state: 'withdrawn', creates: [], files: [] });
  expect(gone.undo).toContain('delete-role');
}, 240_000);

it.each<[string, Partial<DraftFields>]>([
  [
    'pods of a cluster',
    {
      recipe: 'eks',
      issuerUrl: 'https://oidc.eks.eu-west-1.amazonaws.com/id/9F2C41D07A5B4E8C',
      namespace: 'payments',
      serviceAccount: 'api',
      roleName: 'x-alone-eks',
    },
  ],
  [
    'people of a SAML provider',
    {
      recipe: 'saml',
      samlProvider: `arn:aws:iam::${DATA}:saml-provider/corp`,
      samlPeople: 'subject',
      samlValue: 'anna@acme.example',
      roleName: 'x-alone-saml',
    },
  ],
  [
    'somebody of ours, by a trust that was written by hand',
    handWritten(`arn:aws:iam::${TOOLING}:user/anna`, 'x-alone-blank'),
  ],
])(
  'turns proven by itself for %s',
  async (_, fields) => {
    const planId = await started({ ...IN_DATA, customPolicy: MAY, ...fields });
    await look(planId);
    expect(await stateOf(planId)).toBe('waiting');
    await runTheirs(planId);
    await lookUntil(planId, () => isSettled(planId));
    expect(await stateOf(planId)).toBe('proven');
  },
  240_000,
);

it.each<[string, Partial<DraftFields>]>([
  ['a service', { recipe: 'aws-service', service: 'lambda.amazonaws.com' }],
  [
    'users of Identity Center',
    {
      recipe: 'identity-center',
      accessApplication: `arn:aws:account-access:eu-west-1:${DATA}:application/aam-12ab34`,
    },
  ],
  [
    'a vendor',
    {
      recipe: 'vendor',
      vendorAccount: STRANGERS,
      vendorMay: 'custom',
      externalId: 'lum-7Q4c',
    },
  ],
  ['a trust written by hand', handWritten(STRANGERS)],
])('takes the word for %s as a word, and never as a proof', async (name, fields) => {
  const roleName = `x-said-${name.length}`;
  const planId = await started({ ...IN_DATA, customPolicy: MAY, ...fields, roleName });
  const secret = await secretOf(planId);
  await look(planId);
  expect(await world().viewOf(planId)).toMatchObject({
    state: 'waiting',
    progress: expect.stringMatching(/Not tested/),
  });
  worked(await confirmByLink(ports(), { secret }));
  await look(planId);
  const said = await world().viewOf(planId);
  expect(said.state).toBe('applied');
  expect(said.sentence).toMatch(/^Said to be run, not proven: The holder/);
  expect(said.proof?.state).toBe('red');
  expect(said.proof?.checks.every(({ outcome }) => outcome === 'not-tested')).toBe(true);
  await verifyPlan(ports(), world().job(planId));
  expect(await stateOf(planId)).toBe('applied');
  expect(worked(await openLink(ports(), { secret })).state).toBe('confirmed');
});

it('is planned and said to be run where no account at all is connected', async () => {
  const { deps, actor } = world();
  const tooling = await deps.accounts.find(actor.workspaceId, TOOLING);
  await deps.accounts.setConnection(actor.workspaceId, TOOLING, null);
  const planId = await started({ ...CI_OIDC, roleName: 'x-alone-none' });
  worked(await confirmByLink(ports(), { secret: await secretOf(planId) }));
  await look(planId);
  expect(await world().viewOf(planId)).toMatchObject({
    state: 'applied',
    sentence: expect.stringMatching(/^Said to be run, not proven/),
  });
  await deps.accounts.setConnection(
    actor.workspaceId,
    TOOLING,
    tooling?.connection ?? null,
  );
});

/** A draft by hand as the form makes it: every change with what follows from it. */
function handWritten(principals: string, roleName = ''): Partial<DraftFields> {
  const follow = (fields: DraftFields, change: Partial<DraftFields>): DraftFields => ({
    ...fields,
    ...followDraft(fields, change),
  });
  const begun = { ...IN_DATA, customPolicy: MAY };
  return [{ recipe: 'blank' } as const, begun, { principals }, { roleName }].reduce(
    follow,
    DraftFields.parse({}),
  );
}
