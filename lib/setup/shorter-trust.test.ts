import { expect, it } from 'vitest';
import { policyCharacters } from '@/lib/iam/validate/policy-size';
import { changed, planChange, standing } from './fakes/changed';
import { fakeConsole } from './fakes/console';
import { DATA, readings, TOOLING } from './fakes/inventory';
import { ROLE, ROLE_KEY } from './fakes/planned';
import { previewOf } from './fakes/preview-of';
import type { DraftFields } from './schema';

const LEE = `arn:aws:iam::${TOOLING}:user/lee`;
const VENDOR = '999900001111';
const NAMES = Array.from({ length: 12 }, (_, at) => `scanner${at}`);

/** Twelve statements that somebody wrote one by one, and could have written as one. */
const theirs = (name: string) => ({
  Sid: `Allow${name}`,
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${VENDOR}:role/${name}` },
  Action: 'sts:AssumeRole',
  Condition: { StringEquals: { 'sts:ExternalId': 'db1-vendor' } },
});

type Statement = { Sid?: string; Principal: { AWS: string | string[] } };
const statementsIn = (text: string): Statement[] => [JSON.parse(text).Statement].flat();

/** A crossing whose role somebody has opened to others since, with this much room. */
async function crowded(
  names: string[],
  AssumeRolePolicySizeQuota: number,
  fields: Partial<DraftFields> = {},
) {
  const world = readings();
  Object.assign(world[DATA] ?? {}, { Summary: { AssumeRolePolicySizeQuota } });
  const console = fakeConsole({ world });
  const first = await standing(console, fields);
  const role = console.deps.aws.roles.get(ROLE_KEY);
  if (!role) throw new Error('no role');
  const trust = JSON.parse(role.trust);
  role.trust = JSON.stringify({
    ...trust,
    Statement: [...names.map(theirs), ...trust.Statement],
  });
  return { console, first };
}

it('brings what others wrote in a trust together where there is no room for ours, and says so', async () => {
  const { console, first } = await crowded(NAMES, 2048);
  const before = first.atAws();
  const next = await changed(console, first.planId, { who: LEE });
  expect(next.view.warnings.join()).toMatch(
    /^The trust policy of x-[\w-]+ would have 2,\d{3} characters; AWS takes 2,048\. So equal statements that others wrote in it are brought together: it then has \d{3,4}, and lets in the same/,
  );
  await next.apply();
  const after = console.deps.aws.roles.get(ROLE_KEY)?.trust ?? '';
  expect(policyCharacters(after)).toBeLessThan(2048);
  const [others, ours, ...rest] = statementsIn(after);
  expect(others?.Principal.AWS).toEqual(NAMES.map((name) => theirs(name).Principal.AWS));
  expect(ours).toMatchObject({ Sid: 'TrustedMayAssume', Principal: { AWS: LEE } });
  expect(rest).toEqual([]);
  await next.undo();
  expect(next.atAws()).toBe(before);
});

it('touches no statement of others where there is room, white space not counted', async () => {
  const { console, first } = await crowded(NAMES.slice(0, 8), 2048);
  const role = console.deps.aws.roles.get(ROLE_KEY);
  const wide = JSON.stringify(JSON.parse(role?.trust ?? ''), null, 4);
  expect(wide.length).toBeGreaterThan(2048);
  Object.assign(role ?? {}, { trust: wide });
  const next = await changed(console, first.planId, { who: LEE });
  expect(next.view.warnings.join()).not.toContain('brought together');
  await next.apply();
  const after = console.deps.aws.roles.get(ROLE_KEY)?.trust ?? '';
  expect(statementsIn(after)).toHaveLength(9);
});

it('keeps no statement that is to be taken away because somebody has changed it, long or not', async () => {
  for (const names of [NAMES, []]) {
    const { console, first } = await crowded(names, 2700, { handsOut: true });
    const role = console.deps.aws.roles.get(ROLE_KEY);
    const trust = role?.trust ?? '';
    expect(trust).toContain('ConsoleMayHandOut');
    const { Statement: all, ...rest } = JSON.parse(trust);
    const edited = all.map((one: Statement) =>
      one.Sid === 'ConsoleMayHandOut'
        ? { ...one, Principal: { ...one.Principal, Service: 'ec2.amazonaws.com' } }
        : one,
    );
    Object.assign(role ?? {}, { trust: JSON.stringify({ ...rest, Statement: edited }) });
    expect(await planChange(console, first.planId, { handsOut: false })).toMatchObject({
      ok: false,
      error: {
        kind: 'conflict',
        message: expect.stringContaining('has the Sid ConsoleMayHandOut'),
      },
    });
  }
});

it('tells the shorter text at its field while the form is filled in', async () => {
  const world = readings();
  const trust = { Version: '2012-10-17', Statement: NAMES.map(theirs) };
  world[DATA]?.RoleDetailList.push({
    RoleName: ROLE,
    Arn: `arn:aws:iam::${DATA}:role/drawbridge-managed/${ROLE}`,
    Path: '/drawbridge-managed/',
    RoleId: 'AROAEXAMPLESCANNED000',
    CreateDate: '2026-01-01T00:00:00Z',
    AssumeRolePolicyDocument: trust,
    RolePolicyList: [],
    Tags: [{ Key: 'drawbridge:plan', Value: 'of-before' }],
    AttachedManagedPolicies: [],
  });
  const view = await previewOf(
    { who: LEE, bucket: 'app-logs', roleName: ROLE },
    fakeConsole({ world }),
  );
  expect(view.fieldErrors).toEqual({});
  expect(view.fieldWarnings.roleName).toContain('brought together');
});
