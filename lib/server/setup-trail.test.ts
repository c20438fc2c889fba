import { expect, it } from 'vitest';
import { lookAgain } from '@/lib/setup/look-again';
import { attestItem } from '@/lib/setup/preflight/attest-item';
import { getPreflight } from '@/lib/setup/preflight/get-preflight';
import { DATA, TOOLING, worked } from './test-aws';
import { useSetupWorld } from './test-setup';

const world = useSetupWorld();

it('2.7: keeps with a proof what CloudTrail tells of its run, and looks again when asked', async () => {
  const planId = await world().planFor({
    roleName: 'x-in-the-trail',
    requireExternalId: true,
    externalId: 'acme-42',
  });
  await world().applyAndRun(planId);
  const { proof } = await world().viewOf(planId);
  const trail = proof?.trail;
  expect(trail?.refusals).toEqual([]);
  const taken = trail?.events.filter(({ name }) => name === 'AssumeRole') ?? [];
  expect(taken.map(({ errorCode }) => errorCode)).toContain(null);
  expect(taken.map(({ errorCode }) => errorCode)).toContain('AccessDenied');
  expect(taken.some(({ caller }) => caller.includes('ci-deploy'))).toBe(true);
  // Calls on objects are data events.
  expect(trail?.events.map(({ name }) => name)).not.toContain('GetObject');

  const { deps, actor, practice } = world();
  const viewer = { ...actor, role: 'viewer' as const };
  expect(await lookAgain(deps, viewer, { planId })).toMatchObject({ ok: false });
  await practice.control('POST', '/faults', {
    faults: [
      {
        service: 'cloudtrail',
        operation: 'LookupEvents',
        accountId: TOOLING,
        code: 'AccessDeniedException',
        status: 400,
        message: 'no',
        times: 1,
      },
    ],
  });
  worked(await lookAgain(deps, actor, { planId }));
  const again = (await world().viewOf(planId)).proof;
  expect(again?.id).toBe(proof?.id);
  expect(again?.trail?.refusals).toEqual([
    'The trail of Tooling could not be read: AWS refused cloudtrail:LookupEvents (AccessDeniedException).',
  ]);
  expect(again?.trail?.events.length).toBeGreaterThan(0);
});

it('finds no trail of a plan that was never tested', async () => {
  const planId = await world().planFor({ roleName: 'x-untested' });
  const { deps, actor } = world();
  expect(await lookAgain(deps, actor, { planId })).toMatchObject({
    ok: false,
    error: { kind: 'not_found' },
  });
});

it('2.9: checks what it can before a plan, and keeps who vouches for the rest', async () => {
  const planId = (await world().planFor({ roleName: 'x-preflight' })) as never;
  const { deps, actor } = world();
  const before = worked(await getPreflight(deps, actor, planId));
  expect(before.map(({ id, state }) => `${id} ${state}`)).toEqual([
    'least-privilege ok',
    'simulator ok',
    'network-path open',
    'resource-policies ok',
    'temporary-credentials ok',
    'regions ok',
    'cloudtrail ok',
    'logs open',
  ]);
  const vouch = { planId, item: 'network-path', isChecked: true } as const;
  const after = worked(await attestItem(deps, actor, vouch));
  const network = after.find(({ id }) => id === 'network-path');
  expect(network).toMatchObject({ state: 'attested', attested: { name: actor.name } });
  const viewer = { ...actor, role: 'viewer' as const };
  expect(await attestItem(deps, viewer, vouch)).toMatchObject({ ok: false });
  worked(await attestItem(deps, actor, { ...vouch, isChecked: false }));
  const again = worked(await getPreflight(deps, actor, planId));
  expect(again.find(({ id }) => id === 'network-path')?.attested).toBeNull();
  const log = await deps.activity.all(actor.workspaceId);
  expect(log.filter(({ event }) => event.startsWith('preflight.'))).toHaveLength(2);
});

it('warns of permissions that are wider than the plan says', async () => {
  const policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::app-logs/*' },
  });
  const planId = await world().planFor({
    roleName: 'x-wide',
    access: 'custom',
    customPolicy: policy,
  });
  const { deps, actor } = world();
  const items = worked(await getPreflight(deps, actor, planId));
  expect(items[0]).toMatchObject({ id: 'least-privilege', state: 'attention' });
  expect(items[0]?.sentence).toContain('s3:*');
});

it.each([
  ['AdministratorAccess', 'attention'],
  ['ReadOnlyAccess', 'open'],
])('does not call a role that gets %s least privilege', async (policy, state) => {
  const roleName = `x-with-${policy}`;
  const planId = await world().planFor({
    recipe: 'people',
    who: `arn:aws:iam::${TOOLING}:group/developers`,
    trustingAccount: DATA,
    bucket: '',
    managedPolicies: policy,
    roleName,
    confirmedName: roleName,
    requireEnd: true,
    endsAt: '2030-01-01T00:00:00Z',
  });
  const { deps, actor } = world();
  const [item] = worked(await getPreflight(deps, actor, planId as never));
  expect(item).toMatchObject({ id: 'least-privilege', state });
  expect(item?.sentence).toContain(`${policy} whole`);
});
