import { GetRoleCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import { getHome } from '@/lib/credentials/get-home';
import {
  LetSessionsSayInput,
  letSessionsSay,
} from '@/lib/setup/hand-out/let-sessions-say';
import { DATA, TOOLING, worked } from './test-aws';
import { useSetupWorld } from './test-setup';
import { refreshVendableRoles } from './vendable-roles';

const world = useSetupWorld();
const ROLE = `arn:aws:iam::${DATA}:role/data-read`;

type Statement = { Sid?: string; Action: string | string[] };

async function trustOf(RoleName = 'data-read'): Promise<string> {
  const { iam } = await world().practice.admin(DATA);
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  return decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
}

const statementsOf = (trust: string): Statement[] => JSON.parse(trust).Statement;

/** As trusts were written before session tags were asked for, and in a form of their own. */
async function writeOldTrust(kept: (one: Statement) => boolean): Promise<string> {
  const { iam } = await world().practice.admin(DATA);
  const { Statement, ...rest } = JSON.parse(await trustOf());
  const others = Statement.filter((one: Statement) => !kept(one));
  const Denied = { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRoleWithSAML' };
  const trust = { ...rest, Statement: Statement.filter(kept) };
  if (others.length === Statement.length) trust.Statement = [Denied];
  const PolicyDocument = JSON.stringify(trust, null, 3);
  const RoleName = 'data-read';
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
  await readAgain();
  return PolicyDocument;
}

async function readAgain() {
  const { deps, actor } = world();
  await deps.readAgain(actor.workspaceId, [DATA]);
  await refreshVendableRoles(deps, actor.workspaceId);
}

const ask = () => {
  const { deps, actor } = world();
  return letSessionsSay(deps, actor, LetSessionsSayInput.parse({ role: ROLE }));
};

/** What the drawer of the role says. */
async function cardOf() {
  const { deps, actor } = world();
  await readAgain();
  const ports = {
    ...deps,
    env: { areChangesOn: true, practice: { url: world().practice.url } },
  };
  const { roles } = worked(await getHome(ports, actor));
  return roles.find(({ roleArn }) => roleArn === ROLE);
}

const CONSOLE = `arn:aws:iam::${TOOLING}:role/drawbridge/drawbridge-hub-broker`;
const isTag = ({ Action }: Statement) => Action === 'sts:TagSession';
const isNoWord = (one: Statement) =>
  !isTag(one) && one.Action !== 'sts:SetSourceIdentity';

it('lets the sessions of a role handed out before say why they are, and takes it back', async () => {
  const { deps, actor } = world();
  await deps.people.addMember(actor.workspaceId, actor.userId, 'admin');
  const before = await writeOldTrust((one) => !isTag(one));
  expect(await cardOf()).toMatchObject({ takesSourceIdentity: true, takesTags: false });
  const { planId } = worked(await ask());
  expect(await world().viewOf(planId)).toMatchObject({
    title: 'Drawbridge may say for whom and why in each session of data-read in Data',
    added: 1,
    changed: 0,
    warnings: [],
    whyNotChange: expect.stringContaining('say why they were taken'),
  });
  await world().applyAndRun(planId);
  expect(statementsOf(await trustOf())).toEqual([
    ...statementsOf(before),
    {
      Sid: 'ConsoleMaySayWhy',
      Effect: 'Allow',
      Principal: { AWS: CONSOLE },
      Action: 'sts:TagSession',
      Condition: {
        'ForAllValues:StringEquals': { 'aws:TagKeys': ['db-request', 'db-ticket'] },
      },
    },
  ]);
  const { state, proof } = await world().viewOf(planId);
  expect(state).toBe('proven');
  expect(proof?.checks.map(({ id, outcome }) => `${id} ${outcome}`)).toContain(
    'tagged works',
  );
  expect(await cardOf()).toMatchObject({ takesTags: true });
  expect(await ask()).toMatchObject({ error: { kind: 'already_so' } });

  await world().undoAndRun(planId, 'data-read');
  expect(await trustOf()).toBe(before);
});

it('adds the source identity as well where the trust takes none', async () => {
  await writeOldTrust(isNoWord);
  expect(await cardOf()).toMatchObject({ takesSourceIdentity: false, takesTags: false });
  const { planId } = worked(await ask());
  await world().applyAndRun(planId);
  expect(statementsOf(await trustOf()).at(-1)).toMatchObject({
    Action: ['sts:SetSourceIdentity', 'sts:TagSession'],
    Condition: { StringLike: { 'sts:SourceIdentity': 'db-*' } },
  });
  expect((await world().viewOf(planId)).state).toBe('proven');
  expect(await cardOf()).toMatchObject({ takesSourceIdentity: true, takesTags: true });
  await world().undoAndRun(planId, 'data-read');
});

it('plans nothing for a role that does not let the console in', async () => {
  await writeOldTrust(() => false);
  expect(await ask()).toMatchObject({
    ok: false,
    error: { kind: 'conflict', message: expect.stringContaining('does not name') },
  });
});
