import { expect, it } from 'vitest';
import { standing } from '../fakes/changed';
import { fakeConsole } from '../fakes/console';
import { DATA, readings, TOOLING } from '../fakes/inventory';
import { getPlan } from '../get-plan';
import type { Piece } from '../recipes/piece';
import { loadWorld } from '../world/load-world';
import { worldsOf } from '../world/worlds-of';
import { findingTurnsOf } from './finding-turns';

const trustOf = (...principals: string[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: principals.map((AWS) => ({
      Effect: 'Allow',
      Principal: { AWS },
      Action: 'sts:AssumeRole',
    })),
  });
const PUBLIC = trustOf('*');
const CLOSED = trustOf(`arn:aws:iam::${TOOLING}:role/ci-deploy`);

/** What comes and goes when these pieces are put into Data, whose role has this trust. */
async function turnsBy(
  pieces: (Pick<Piece, 'target' | 'content'> & { accountId?: string })[],
  trust = CLOSED,
) {
  const world = readings();
  for (const role of world[DATA]?.RoleDetailList ?? [])
    role.AssumeRolePolicyDocument = trust;
  const { deps, actor } = fakeConsole({ world });
  const known = await loadWorld(deps, actor.workspaceId);
  const inData = pieces.map((piece) => ({
    accountId: DATA,
    ...piece,
    side: 'trusting' as const,
    title: '',
    field: 'roleName' as const,
  }));
  const { added, closed } = findingTurnsOf(inData, worldsOf(known, inData));
  const brief = ({ severity, place }: (typeof added)[number]) => `${severity} ${place}`;
  return { added: added.map(brief), closed: closed.map(brief) };
}

const whole = (target: Piece['target'], text: string) => ({
  target,
  content: { kind: 'whole' as const, text },
});
const TRUST = { kind: 'trust', roleName: 'Data-Reader' } as const;
const PLACE = 'trust policy of role Data-Reader';

it('a plan that opens a role to all adds what it closes when it is turned round', async () => {
  const opened = await turnsBy([whole(TRUST, PUBLIC)]);
  expect(opened.added[0]).toBe(`critical ${PLACE}`);
  expect(opened.closed).toEqual([]);
  expect(await turnsBy([whole(TRUST, CLOSED)], PUBLIC)).toEqual({
    added: [],
    closed: opened.added,
  });
});

it('what was there before is not told again, wherever in the document it stands now', async () => {
  const statements = [...JSON.parse(CLOSED).Statement, ...JSON.parse(PUBLIC).Statement];
  const moved = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  expect(await turnsBy([whole(TRUST, moved)], PUBLIC)).toEqual({ added: [], closed: [] });
});

it('is the same finding however many of a trusted account come by it', async () => {
  const Resource = `arn:aws:iam::${DATA}:role/Data-Reader`;
  const allow = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource };
  const text = JSON.stringify({ Version: '2012-10-17', Statement: [allow] });
  const target = {
    kind: 'inline-policy',
    principal: 'role',
    principalName: 'ci-deploy',
    policyName: 'more',
  } as const;
  const account = trustOf(`arn:aws:iam::${TOOLING}:root`);
  const grant = { ...whole(target, text), accountId: TOOLING };
  expect(await turnsBy([grant, whole(TRUST, account)], account)).toEqual({
    added: [],
    closed: [],
  });
});

it('looks at buckets and at policies of principals too, the gravest first', async () => {
  const all = { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' };
  const anyRole = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' };
  const text = (statement: object) =>
    JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const target = {
    kind: 'inline-policy',
    principal: 'role',
    principalName: 'Data-Reader',
    policyName: 'wide',
  } as const;
  const bucket = {
    kind: 'bucket-policy',
    bucket: 'app-logs',
    region: 'eu-west-1',
  } as const;
  expect(
    (await turnsBy([whole(target, text(anyRole)), whole(bucket, text(all))])).added,
  ).toEqual([
    'critical bucket policy of bucket app-logs',
    'medium wide of role Data-Reader',
  ]);
});

it('keeps them with the plan: a trust in a whole account', async () => {
  const console = fakeConsole();
  const first = await standing(console, { trustScope: 'account' });
  const view = await getPlan(console.deps, console.actor, first.planId);
  if (!view.ok) throw new Error(view.error.kind);
  const { added, closed } = view.value.findings;
  expect(added).toEqual([
    {
      severity: 'low',
      sentence: expect.stringContaining(TOOLING),
      why: expect.stringContaining('decides who takes'),
      place: 'trust policy of role x-app-logs-reader',
    },
  ]);
  expect(closed).toEqual([]);
});

it('says nothing of a plan that neither adds nor closes any, nor of one from before they were told', async () => {
  const console = fakeConsole();
  const { planId, stored } = await standing(console, {});
  const findings = async () => {
    const view = await getPlan(console.deps, console.actor, planId);
    return view.ok ? view.value.findings : null;
  };
  expect(await findings()).toEqual({ added: [], closed: [] });
  stored().view = { ...(stored().view as object), findings: undefined };
  expect(await findings()).toEqual({ added: [], closed: [] });
});
