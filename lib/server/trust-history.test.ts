import { GetRoleCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import { ok } from '@/lib/core/result';
import { sameDocument } from '@/lib/core/same-document';
import { getTrustHistory } from '@/lib/inventory/get-trust-history';
import type { MemberRole } from '@/lib/ports';
import { restoreTrust } from '@/lib/setup/restore/restore-trust';
import { DATA, TOOLING, worked } from './test-aws';
import { useSetupWorld } from './test-setup';

const world = useSetupWorld();
const roleName = 'x-has-a-past';
const ROLE_ARN = `arn:aws:iam::${DATA}:role/drawbridge-managed/${roleName}`;

const history = async (roleArn: string) =>
  worked(await getTrustHistory(world().deps, world().actor, roleArn));

/** Changes the role's trust past the console, which then reads the account. */
async function changeTrust(change: (trust: string) => string): Promise<void> {
  const { deps, actor, practice } = world();
  const { iam } = await practice.admin(DATA);
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: roleName }));
  const trust = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
  await iam.send(
    new UpdateAssumeRolePolicyCommand({
      RoleName: roleName,
      PolicyDocument: change(trust),
    }),
  );
  await deps.readAgain(actor.workspaceId, [DATA]);
}

const addRoot = (trust: string): string => {
  const policy = JSON.parse(trust);
  const Principal = { AWS: `arn:aws:iam::${TOOLING}:root` };
  const added = { Sid: 'Tooling', Effect: 'Allow', Principal, Action: 'sts:AssumeRole' };
  return JSON.stringify({ ...policy, Statement: [...policy.Statement, added] });
};

it('3.2: tells the versions of a trust: whose plan made it, and what others changed since', async () => {
  const { deps, actor } = world();
  const planId = await world().planFor({ roleName });
  await world().applyAndRun(planId);
  const { roleArn } = (await deps.plans.find(actor.workspaceId, planId))?.body ?? {};
  await deps.readAgain(actor.workspaceId, [DATA]);
  await deps.readAgain(actor.workspaceId, [DATA]);
  await changeTrust(addRoot);
  await changeTrust((trust) => trust.replace('"Sid":"Tooling"', '"Sid":"AllTooling"'));

  const { versions, hasEarlier } = await history(roleArn ?? '');
  expect(hasEarlier).toBe(false);
  expect(versions.map(({ number, plan }) => [number, plan?.id ?? null])).toEqual([
    [3, null],
    [2, null],
    [1, planId],
  ]);
  const [third, second, first] = versions;
  expect(first?.readingsTotal).toBeGreaterThanOrEqual(2);
  expect(first?.change).toBeNull();
  expect(second?.change).toMatchObject({
    statements: [{ sid: 'Tooling', from: '' }],
    unchangedTotal: 1,
  });
  expect(
    third?.change?.statements.map(({ sid, lines }) => [sid, lines[0]?.mark]),
  ).toEqual([
    ['AllTooling', '+'],
    ['Tooling', '-'],
  ]);
  expect(JSON.parse(third?.text ?? '').Statement).toHaveLength(2);
});

async function planRestore(seenTo: string) {
  const { deps, actor } = world();
  const historyOf = (role: string) => getTrustHistory(deps, actor, role);
  return restoreTrust({ ...deps, historyOf }, actor, { role: ROLE_ARN, seenTo });
}

async function liveTrust(): Promise<string> {
  const { iam } = await world().practice.admin(DATA);
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: roleName }));
  return decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
}

const stateOf = async (planId: string) => (await world().viewOf(planId)).state;

it('3.2: puts an older trust back by a plan, tells who gains and loses, and undoes it', async () => {
  const wide = await liveTrust();
  const [third, , first] = (await history(ROLE_ARN)).versions;
  const crossing = first?.plan?.id ?? '';
  expect(await planRestore(third?.seenTo ?? '')).toMatchObject({
    ok: false,
    error: { kind: 'already_so' },
  });
  expect(await planRestore('2020-01-01T00:00:00.000Z')).toMatchObject({
    ok: false,
    error: { kind: 'not_found' },
  });

  const { planId } = worked(await planRestore(first?.seenTo ?? ''));
  const planned = await world().viewOf(planId);
  expect(planned).toMatchObject({ isRestore: true, warnings: [], removed: 1, gains: [] });
  const wholeAccount = { severity: 'low', place: `trust policy of role ${roleName}` };
  expect(planned.findings).toMatchObject({ added: [], closed: [wholeAccount] });
  await world().applyAndRun(planId);
  const restored = await world().viewOf(planId);
  expect([restored.state, restored.proof?.state]).toEqual(['proven', 'green']);
  expect(restored.sentence).toContain('is the older one again');
  expect(sameDocument(await liveTrust(), first?.text ?? '')).toBe(true);
  expect(await stateOf(crossing)).toBe('replaced');

  // The way back is wider: it says so, and to whom.
  const back = worked(await planRestore(third?.seenTo ?? '')).planId;
  const wider = await world().viewOf(back);
  expect(wider.warnings.join(' ')).toContain(`arn:aws:iam::${TOOLING}:root`);
  expect(wider.findings).toMatchObject({ added: [wholeAccount], closed: [] });
  await changeTrust((trust) => trust.replace('TrustedMayAssume', 'SomebodyElse'));
  await world().applyAndRun(back);
  const stopped = await world().viewOf(back);
  expect(stopped.state).toBe('stopped');
  expect(stopped.failure?.cause).toContain('somebody else has changed it');
  expect(await liveTrust()).toContain('SomebodyElse');

  await changeTrust((trust) => trust.replace('SomebodyElse', 'TrustedMayAssume'));
  await world().undoAndRun(back, roleName);
  await world().undoAndRun(planId, roleName);
  expect(await stateOf(planId)).toBe('undone');
  expect(await stateOf(crossing)).toBe('applied');
  expect(await liveTrust()).toBe(wide);
});

it('restores nothing for who may not plan, nor what AWS keeps itself', async () => {
  const { deps, actor } = world();
  const [, older] = (await history(ROLE_ARN)).versions;
  const input = { role: ROLE_ARN, seenTo: older?.seenTo ?? '' };
  const historyOf = (role: string) => getTrustHistory(deps, actor, role);
  const viewer = { ...actor, role: 'viewer' as const };
  expect(await restoreTrust({ ...deps, historyOf }, viewer, input)).toMatchObject({
    ok: false,
    error: { kind: 'forbidden' },
  });
  const linked = async () => ok({ versions: [{ text: '{}', seenTo: 'then' }] });
  for (const [path, why] of [
    ['aws-service-role/x.amazonaws.com/X', 'AWS itself keeps'],
    ['drawbridge/drawbridge-write', 'own roles'],
  ])
    expect(
      await restoreTrust({ ...deps, historyOf: linked }, actor, {
        role: `arn:aws:iam::${DATA}:role/${path}`,
        seenTo: 'then',
      }),
    ).toMatchObject({
      ok: false,
      error: { kind: 'conflict', message: expect.stringContaining(why ?? '') },
    });
});

it('does not restore the role by which the console comes in, wherever that stands', async () => {
  const { deps, actor } = world();
  const [, older] = (await history(ROLE_ARN)).versions;
  const list: typeof deps.accounts.list = async (workspaceId) =>
    (await deps.accounts.list(workspaceId)).map((account) => ({
      ...account,
      connection: account.connection && {
        ...account.connection,
        writeRoleArn: ROLE_ARN,
      },
    }));
  const accounts = { ...deps.accounts, list };
  const historyOf = (role: string) => getTrustHistory(deps, actor, role);
  const input = { role: ROLE_ARN, seenTo: older?.seenTo ?? '' };
  expect(
    await restoreTrust({ ...deps, accounts, historyOf }, actor, input),
  ).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('own roles') },
  });
});

it('never puts back a trust that lets in everybody at AWS', async () => {
  const { deps, actor } = world();
  const open = [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }];
  const text = JSON.stringify({ Version: '2012-10-17', Statement: open });
  const historyOf = async () => ok({ versions: [{ text, seenTo: 'then' }] });
  const input = { role: ROLE_ARN, seenTo: 'then' };
  expect(await restoreTrust({ ...deps, historyOf }, actor, input)).toMatchObject({
    ok: false,
    error: { kind: 'conflict', message: expect.stringContaining('trusts everybody') },
  });
});

it('has nothing to tell to a stranger, or of a role that no reading held', async () => {
  const { deps, actor } = world();
  const roleArn = `arn:aws:iam::${DATA}:role/nobody-read`;
  expect(await getTrustHistory(deps, actor, roleArn)).toMatchObject({
    ok: false,
    error: { kind: 'not_found' },
  });
  const stranger = { ...actor, role: 'none' as MemberRole };
  expect(await getTrustHistory(deps, stranger, roleArn)).toMatchObject({
    ok: false,
    error: { kind: 'forbidden' },
  });
});
