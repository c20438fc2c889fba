import { describe, expect, it } from 'vitest';
import { AccountId, RoleArn } from '@/lib/core/ids';
import { err, ok } from '@/lib/core/result';
import { connectAccount } from './connect-account';
import { connectionOf } from './connections';
import { disconnectAccount } from './disconnect-account';
import { prepareConnection } from './prepare-connection';
import { ConnectAccountInput } from './schema';
import { actor, readRoleArn, world } from './test-connections';
import { PROD, TOOLING } from './test-estate';

const assumedInput = ConnectAccountInput.parse({
  kind: 'assumed',
  accountId: PROD,
  name: 'Prod',
  hubAccountId: TOOLING,
  readRoleArn,
  region: 'eu-west-1',
});
const ours = `db1-${'a'.repeat(26)}`;

describe('preparing a spoke account', () => {
  it('makes one external ID for it, and gives the same one again', async () => {
    const { deps } = world(() => false);
    const first = await prepareConnection(deps, actor, PROD);
    const again = await prepareConnection(deps, actor, PROD);
    expect(first).toMatchObject({ ok: true, value: { externalId: ours } });
    expect(again).toEqual(first);
    expect(ours).toMatch(/^db1-[a-z2-7]{26}$/);
  });

  it('shows a trust policy that names the hub by its whole role ARN', async () => {
    const { deps } = world(() => false);
    const prepared = await prepareConnection(deps, actor, PROD);
    const [hub] = prepared.ok ? prepared.value.hubs : [];
    expect(hub?.arn).toBe(`arn:aws:iam::${TOOLING}:role/platform/console`);
    expect(JSON.parse(hub?.trustPolicy ?? '')).toMatchObject({
      Statement: [
        {
          Principal: { AWS: hub?.arn },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'sts:ExternalId': ours } },
        },
        { Action: 'sts:SetSourceIdentity' },
      ],
    });
  });

  it('leaves an account that leads nowhere yet without a connection', async () => {
    const { deps, accounts } = world(() => false);
    await prepareConnection(deps, actor, PROD);
    const all = [...accounts.values()];
    const prod = accounts.get(PROD);
    expect(prod && connectionOf(prod, all)).toBeNull();
  });
});

describe('connecting by a spoke role', () => {
  it('tries it without, with a wrong and with the right external ID, in that order', async () => {
    const { deps, asked, accounts, events } = world((externalId) => externalId === ours);
    await prepareConnection(deps, actor, PROD);
    expect(await connectAccount(deps, actor, assumedInput)).toMatchObject({ ok: true });
    expect(asked).toEqual([undefined, expect.stringMatching(/^db1-[a-z2-7]{26}$/), ours]);
    expect(asked[1]).not.toBe(ours);
    expect(events).toEqual(['account.connect intent', 'account.connect ok']);
    const prod = accounts.get(PROD);
    expect(prod && connectionOf(prod, [...accounts.values()])).toMatchObject({
      kind: 'assumed',
      readRoleArn,
      externalId: ours,
      hub: { kind: 'profile', accountId: TOOLING },
    });
  });

  it.each<[string, (externalId: string | undefined) => boolean, string]>([
    ['asks for no external ID', () => true, 'without an external ID'],
    ['takes any external ID', (id) => id !== undefined, 'with a wrong external ID'],
    ['does not let us in', () => false, 'did not let us in'],
  ])('refuses a role that %s, and stores nothing', async (_what, letsIn, sentence) => {
    const { deps, accounts, events } = world(letsIn);
    await prepareConnection(deps, actor, PROD);
    const before = accounts.get(PROD);
    const connected = await connectAccount(deps, actor, assumedInput);
    expect(connected).toMatchObject({
      ok: false,
      error: { fields: { readRoleArn: expect.stringContaining(sentence) } },
    });
    expect(accounts.get(PROD)).toEqual(before);
    expect(events.at(-1)).toBe('account.connect refused');
  });

  it('refuses a role of another account before anything is asked', async () => {
    const { deps, asked } = world(() => true);
    await prepareConnection(deps, actor, PROD);
    const elsewhere = RoleArn.parse(`arn:aws:iam::${TOOLING}:role/reader`);
    const input = { ...assumedInput, readRoleArn: elsewhere } as ConnectAccountInput;
    expect(await connectAccount(deps, actor, input)).toMatchObject({
      ok: false,
      error: { fields: { readRoleArn: `This role is in ${TOOLING}, not in ${PROD}.` } },
    });
    expect(asked).toEqual([]);
  });

  it('asks for an external ID of ours first', async () => {
    const { deps } = world(() => true);
    expect(await connectAccount(deps, actor, assumedInput)).toMatchObject({
      ok: false,
      error: { fields: { accountId: expect.stringContaining('no external ID yet') } },
    });
  });
});

describe('connecting by a profile', () => {
  const input = ConnectAccountInput.parse({
    kind: 'profile',
    accountId: AccountId.parse(PROD),
    name: 'Prod',
    profile: 'acme-prod',
    region: 'eu-west-1',
  });

  it('keeps the profile when AWS says it leads into the account', async () => {
    const { deps, accounts } = world(() => false);
    expect(await connectAccount(deps, actor, input)).toEqual(ok({ accountId: PROD }));
    expect(accounts.get(PROD)).toMatchObject({
      isProduction: true,
      connection: { kind: 'profile', profile: 'acme-prod' },
    });
  });

  it('says where the profile leads when that is another account', async () => {
    const { deps, accounts } = world(() => false, '222233334444');
    expect(await connectAccount(deps, actor, input)).toMatchObject({
      ok: false,
      error: {
        fields: { accountId: expect.stringContaining('leads to account 222233334444') },
      },
    });
    expect(accounts.has(PROD)).toBe(false);
  });

  it('is for administrators, and never beside practice accounts', async () => {
    const { deps } = world(() => false);
    expect(await connectAccount(deps, { ...actor, role: 'operator' }, input)).toEqual(
      err({ kind: 'forbidden', permission: 'account:connect' }),
    );
    const practice = { ...actor, workspaceKind: 'practice' } as const;
    expect(await connectAccount(deps, practice, input)).toMatchObject({
      ok: false,
      error: { kind: 'conflict' },
    });
  });
});

describe('disconnecting', () => {
  it('is refused while other accounts are reached by way of this one', async () => {
    const { deps } = world((externalId) => externalId === ours);
    await prepareConnection(deps, actor, PROD);
    await connectAccount(deps, actor, assumedInput);
    expect(await disconnectAccount(deps, actor, TOOLING)).toEqual(
      err({
        kind: 'conflict',
        message: 'Tooling is the way into Prod. Disconnect those first.',
      }),
    );
    expect(await disconnectAccount(deps, actor, PROD)).toEqual(ok(null));
    expect(await disconnectAccount(deps, actor, TOOLING)).toEqual(ok(null));
  });

  it('takes the external ID out of use for good', async () => {
    const { deps } = world((externalId) => externalId === ours);
    await prepareConnection(deps, actor, PROD);
    await disconnectAccount(deps, actor, PROD);
    const again = await prepareConnection(deps, actor, PROD);
    expect(again.ok && again.value.externalId).not.toBe(ours);
  });
});
