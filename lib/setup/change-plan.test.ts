import { describe, expect, it } from 'vitest';
import { applyPlan } from './apply-plan';
import { changePlan } from './change-plan';
import { createPlan } from './create-plan';
import { changed, planChange, standing } from './fakes/changed';
import { fakeConsole } from './fakes/console';
import { BUCKET_PLACE, consoleWithKey, KEY_PLACE } from './fakes/console-with-key';
import { CI, DATA, readings, TOOLING } from './fakes/inventory';
import { ROLE, ROLE_KEY } from './fakes/planned';
import type { DraftFields } from './schema';

const ANNA = `arn:aws:iam::${TOOLING}:user/anna`;
const LEE = `arn:aws:iam::${TOOLING}:user/lee`;
const OTHER_BUCKET = `${DATA} bucket-policy app-data eu-west-1`;

/** The change of a crossing, opened in the wizard. */
async function opening({ deps, actor }: ReturnType<typeof fakeConsole>, planId: string) {
  const opened = await changePlan(deps, actor, { planId });
  if (!opened.ok) throw new Error(opened.error.kind);
  const { draftId } = opened.value;
  const type = async (change: Partial<DraftFields>) => {
    const draft = deps.drafts.rows.get(draftId);
    if (draft)
      await deps.drafts.save({ ...draft, fields: { ...draft.fields, ...change } });
  };
  return { draftId, type };
}

const titles = ({ stored }: { stored: () => { steps: { title: string }[] } }) =>
  stored().steps.map(({ title }) => title);

describe('a shared bucket', () => {
  it('is given to another, and the grant of the former is taken away last', async () => {
    const console = fakeConsole();
    const first = await standing(console, {});
    const before = first.atAws();
    const next = await changed(console, first.planId, { who: ANNA });
    expect(titles(next)).toEqual([
      `AllowAssume-${ROLE} on user anna`,
      `Trust policy of ${ROLE}`,
      `AllowAssume-${ROLE} on role ci-deploy, taken away`,
    ]);
    const marks = next.view.accounts.flatMap(({ changes }) => changes);
    expect(marks.map(({ mark }) => mark)).toContain('-');
    await next.apply();
    const policies = [...console.deps.aws.policies.keys()];
    expect(policies).toContain(`${TOOLING} user anna AllowAssume-${ROLE}`);
    expect(policies).not.toContain(`${TOOLING} role ci-deploy AllowAssume-${ROLE}`);
    expect(console.deps.aws.roles.get(ROLE_KEY)?.trust).not.toContain('ci-deploy');
    expect(first.stored().state).toBe('replaced');
    await next.undo();
    expect(next.atAws()).toBe(before);
    expect(first.stored().state).toBe('applied');
  });

  it('is changed again and again, and every grant of before is found', async () => {
    const console = fakeConsole();
    const first = await standing(console, {});
    const before = first.atAws();
    const second = await changed(console, first.planId, { access: 'both' });
    expect(titles(second)).toEqual([`Permissions of ${ROLE}`]);
    await second.apply();
    // The grant of the former was written by the first plan.
    const third = await changed(console, second.planId, { who: LEE });
    expect(titles(third)).toContain(`AllowAssume-${ROLE} on role ci-deploy, taken away`);
    await third.apply();
    const back = await changed(console, third.planId, { who: CI, access: 'read' });
    await back.apply();
    expect(back.atAws()).toBe(before);
  });

  it('is so already when nothing was changed', async () => {
    const console = fakeConsole();
    const first = await standing(console, {});
    expect(await planChange(console, first.planId, {})).toMatchObject({
      ok: false,
      error: { kind: 'already_so' },
    });
  });

  it('is told of anew without a plan, where nothing else is changed', async () => {
    const console = fakeConsole();
    const first = await standing(console, { purpose: 'Nightly logs', owner: 'Web' });
    const before = first.atAws();
    const { writes } = console.deps.aws;
    const told = { owner: 'Ops', ticket: 'OPS-7', reviewOn: '2027-01-15' };
    expect(await planChange(console, first.planId, told)).toEqual({
      ok: true,
      value: { planId: first.planId },
    });
    expect(first.stored()).toMatchObject({
      state: 'applied',
      reviewOn: new Date('2027-01-15T00:00:00Z'),
      body: { fields: { ...told, purpose: 'Nightly logs', access: 'read' } },
    });
    expect(console.deps.activity.entries.at(-1)).toMatchObject({
      event: 'plan.noted',
      sentence: expect.stringContaining('changed the owner, ticket, day of the review'),
    });
    expect(first.atAws()).toBe(before);
    expect(console.deps.aws.writes).toBe(writes);
  });

  it('keeps what somebody else has said of it since the change was opened', async () => {
    const console = fakeConsole();
    const { deps, actor } = console;
    const first = await standing(console, { owner: 'Web', ticket: 'OPS-1' });
    const opened = await opening(console, first.planId);
    const again = await opening(console, first.planId);
    await planChange(console, first.planId, { owner: 'Ops', reviewOn: '2027-01-15' });
    await opened.type({ ticket: 'OPS-2' });
    expect(await createPlan(deps, actor, opened)).toMatchObject({ ok: true });
    const noted = { owner: 'Ops', ticket: 'OPS-2', reviewOn: '2027-01-15' };
    expect(first.stored()).toMatchObject({
      reviewOn: new Date('2027-01-15T00:00:00Z'),
      body: { fields: noted },
    });
    await again.type({ ticket: 'OPS-3', who: ANNA });
    expect(await createPlan(deps, actor, again)).toMatchObject({
      ok: false,
      error: { kind: 'conflict', message: expect.stringContaining('it is “OPS-2” now') },
    });
    await again.type({ ticket: 'OPS-2' });
    const next = await createPlan(deps, actor, again);
    const plan = next.ok ? deps.plans.rows.get(next.value.planId) : null;
    expect(plan).toMatchObject({
      reviewOn: new Date('2027-01-15T00:00:00Z'),
      body: { fields: { ...noted, who: ANNA } },
    });
  });

  it('keeps what was said of it between making and applying the plan that changes it', async () => {
    const console = fakeConsole();
    const first = await standing(console, { owner: 'Web', ticket: 'OPS-1' });
    const next = await changed(console, first.planId, { who: ANNA, purpose: 'Audit' });
    await planChange(console, first.planId, { owner: 'Ops', reviewOn: '2027-01-15' });
    await next.apply();
    expect(next.stored()).toMatchObject({
      reviewOn: new Date('2027-01-15T00:00:00Z'),
      body: {
        fields: {
          purpose: 'Audit',
          owner: 'Ops',
          ticket: 'OPS-1',
          who: ANNA,
          reviewOn: '2027-01-15',
        },
      },
    });
    expect(console.deps.activity.entries).toContainEqual(
      expect.objectContaining({ event: 'plan.noted', planId: next.planId }),
    );
    // What is said while the change stands is not undone with it; what it was planned with is.
    await planChange(console, next.planId, { ticket: 'OPS-9' });
    await next.undo();
    expect(first.stored()).toMatchObject({
      state: 'applied',
      body: { fields: { purpose: '', owner: 'Ops', ticket: 'OPS-9', who: CI } },
    });
  });

  it('is not changed where the plan and somebody else have said the same note otherwise since', async () => {
    const console = fakeConsole();
    const { deps, actor } = console;
    const first = await standing(console, { owner: 'Web', ticket: 'OPS-1' });
    const { planId } = await changed(console, first.planId, {
      who: ANNA,
      ticket: 'OPS-2',
    });
    await planChange(console, first.planId, { ticket: 'OPS-3' });
    expect(await applyPlan(deps, actor, { planId })).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('changed the ticket of this crossing') },
    });
  });

  it('takes its owner and its ticket along into the plan that changes it', async () => {
    const console = fakeConsole();
    const first = await standing(console, { owner: 'Web', ticket: 'OPS-1' });
    const next = await changed(console, first.planId, { who: ANNA, ticket: 'OPS-2' });
    expect(next.view).toMatchObject({ owner: 'Web', ticket: 'OPS-2' });
  });

  it('keeps its role and its recipe, and is changed by one at a time', async () => {
    const console = fakeConsole();
    const first = await standing(console, {});
    expect(
      await planChange(console, first.planId, { roleName: 'x-other' }),
    ).toMatchObject({ ok: false, error: { fields: { roleName: expect.any(String) } } });
    const next = await changed(console, first.planId, { access: 'both' });
    await next.apply();
    expect(await planChange(console, first.planId, { who: ANNA })).toMatchObject({
      ok: false,
      error: { kind: 'conflict' },
    });
  });

  it('does not take away what somebody else has written into the former grant', async () => {
    const console = fakeConsole();
    const first = await standing(console, {});
    const key = `${TOOLING} role ci-deploy AllowAssume-${ROLE}`;
    const ours = JSON.parse(console.deps.aws.policies.get(key) ?? '');
    const theirs = { Sid: 'Theirs', Effect: 'Deny', Action: 's3:*', Resource: '*' };
    const both = { ...ours, Statement: [theirs, ...ours.Statement] };
    console.deps.aws.policies.set(key, JSON.stringify(both));
    const next = await changed(console, first.planId, { who: ANNA });
    await next.apply();
    const left = JSON.parse(console.deps.aws.policies.get(key) ?? '');
    expect(left.Statement).toEqual([theirs]);
  });
});

it('tags the new role of a workload, and takes a tag that it was made with away', async () => {
  const console = fakeConsole();
  const first = await standing(console, {
    recipe: 'workload-bucket',
    who: '',
    workload: 'ec2',
    trustedAccount: TOOLING,
    tags: 'owner\tWeb\ncost\t7',
  });
  const key = `${TOOLING} ${first.stored().body.roleName}`;
  const tags = () => console.deps.aws.roles.get(key)?.tags;
  expect(tags()).toMatchObject({ owner: 'Web', cost: '7' });
  const next = await changed(console, first.planId, { tags: 'owner\tOps' });
  expect(titles(next)).toEqual([
    `Tag owner=Ops of ${first.stored().body.roleName}`,
    `Tag cost=7 of ${first.stored().body.roleName}, taken away`,
  ]);
  await next.apply();
  expect(tags()).toMatchObject({ owner: 'Ops' });
  expect(tags()).not.toHaveProperty('cost');
  await next.undo();
  expect(tags()).toMatchObject({ owner: 'Web', cost: '7' });
});

it('attaches and detaches policies of people', async () => {
  const ops = `arn:aws:iam::${DATA}:policy/ops`;
  const read = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  const world = readings();
  world[DATA]?.Policies.push({
    PolicyName: 'ops',
    Arn: ops,
    DefaultVersionId: 'v1',
    PolicyVersionList: [
      {
        VersionId: 'v1',
        IsDefaultVersion: true,
        Document: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 'ec2:Describe*', Resource: '*' }],
        },
      },
    ],
  });
  const console = fakeConsole({ world });
  const first = await standing(console, {
    recipe: 'people',
    who: ANNA,
    bucket: '',
    trustingAccount: DATA,
    managedPolicies: 'ops',
    roleName: 'x-ops',
  });
  const before = first.atAws();
  const next = await changed(console, first.planId, { managedPolicies: read });
  expect(titles(next)).toEqual(['ReadOnlyAccess on x-ops', 'ops on x-ops, taken away']);
  await next.apply();
  expect([...console.deps.aws.others.keys()].join()).not.toContain(ops);
  await next.undo();
  expect(next.atAws()).toBe(before);
});

it('moves a vendor to another bucket', async () => {
  const world = readings();
  world[DATA]?.Buckets?.push({ Name: 'app-data', Policy: null, Region: 'eu-west-1' });
  const console = fakeConsole({ world });
  const first = await standing(console, {
    recipe: 'vendor',
    who: '',
    vendorAccount: '999988887777',
    requireExternalId: true,
    externalId: 'lum-7Q4c',
    roleName: 'x-vendor',
  });
  const next = await changed(console, first.planId, { bucket: 'app-data' });
  expect(titles(next)).toEqual(['Permissions of x-vendor']);
  await next.apply();
  const policy = [...console.deps.aws.policies].find(([key]) => key.includes('x-vendor'));
  expect(policy?.[1]).toContain('app-data');
  expect(policy?.[1]).not.toContain('app-logs');
});

it('takes a workload’s statement out of the bucket and the key that it leaves', async () => {
  const console = consoleWithKey();
  const theirs =
    '{ "Version":"2012-10-17","Statement":[{"Sid":"Theirs","Effect":"Deny","Principal":"*","Action":"s3:DeleteBucket","Resource":"arn:aws:s3:::app-logs"}] }';
  console.deps.aws.others.set(BUCKET_PLACE, { document: theirs, tags: {} });
  const snapshots = await console.deps.snapshots.loadLatest(console.actor.workspaceId);
  const data = snapshots.find(({ accountId }) => accountId === DATA)?.account;
  data?.Buckets?.push({ Name: 'app-data', Policy: null, Region: 'eu-west-1' });
  const key = console.deps.aws.others.get(KEY_PLACE)?.document;
  const first = await standing(console, {
    recipe: 'workload-bucket',
    who: '',
    workload: 'ec2',
    trustedAccount: TOOLING,
    access: 'both',
    roleName: 'x-moves',
  });
  expect(console.deps.aws.others.get(BUCKET_PLACE)?.document).toContain('x-moves');
  const next = await changed(console, first.planId, { bucket: 'app-data' });
  await next.apply();
  expect(console.deps.aws.others.get(BUCKET_PLACE)?.document).toBe(theirs);
  expect(console.deps.aws.others.get(KEY_PLACE)?.document).toBe(key);
  expect(console.deps.aws.others.get(OTHER_BUCKET)?.document).toContain('x-moves');
});

it('has the name of a role typed anew: who opens the change has confirmed nothing', async () => {
  const console = fakeConsole();
  const { planId } = await standing(console, { confirmedName: ROLE });
  await changePlan(console.deps, console.actor, { planId });
  const draft = [...console.deps.drafts.rows.values()].at(-1);
  expect(draft?.fields).toMatchObject({ changes: planId, confirmedName: '' });
});

it('says why a restored trust is not changed, and lets no viewer open one', async () => {
  const console = fakeConsole();
  const first = await standing(console, {});
  const viewer = { ...console.actor, role: 'viewer' as const };
  expect(await changePlan(console.deps, viewer, { planId: first.planId })).toMatchObject({
    ok: false,
    error: { kind: 'forbidden' },
  });
  const { body } = first.stored();
  first.stored().body = { ...body, restores: '2026-11-01T00:00:00Z' };
  expect(
    await changePlan(console.deps, console.actor, { planId: first.planId }),
  ).toMatchObject({ ok: false, error: { kind: 'conflict' } });
});
