import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, type Credentials } from '@aws-sdk/client-sts';
import { beforeAll, expect, it } from 'vitest';
import { RoleArn } from '@/lib/core/ids';
import { revoke } from '@/lib/credentials/revoke/revoke';
import { findChained } from '@/lib/credentials/trail/find-chained';
import type { ChainedInput } from '@/lib/credentials/trail/schema';
import { clientsOf, codeOf } from '@/lib/practice/test-practice';
import { DATA, TOOLING, worked } from './test-aws';
import { useSetupWorld } from './test-setup';

const world = useSetupWorld();
const roleOf = (account: string, name: string) =>
  RoleArn.parse(`arn:aws:iam::${account}:role/${name}`);
const FIRST = roleOf(DATA, 'chain-first');
const SECOND = roleOf(TOOLING, 'chain-second');
const THIRD = roleOf(DATA, 'chain-third');

const policy = (Statement: object) =>
  JSON.stringify({ Version: '2012-10-17', Statement });
const TAKES = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' };

async function makeRole(roleArn: string, trusted: string) {
  const { iam } = await world().practice.admin(roleArn.split(':')[4] ?? '');
  const RoleName = roleArn.split('/').at(-1);
  const trust = {
    Effect: 'Allow',
    Principal: { AWS: trusted },
    Action: 'sts:AssumeRole',
  };
  await iam.send(
    new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: policy(trust) }),
  );
  const may = { RoleName, PolicyName: 'takes', PolicyDocument: policy(TAKES) };
  await iam.send(new PutRolePolicyCommand(may));
}

beforeAll(async () => {
  const { deps, actor } = world();
  await deps.people.addMember(actor.workspaceId, actor.userId, 'admin');
  await makeRole(FIRST, DATA);
  await makeRole(SECOND, FIRST);
  await makeRole(THIRD, SECOND);
});

const stsOf = (keys: Credentials | undefined) =>
  clientsOf(world().practice.url, {
    accessKeyId: keys?.AccessKeyId ?? '',
    secretAccessKey: keys?.SecretAccessKey ?? '',
    sessionToken: keys?.SessionToken ?? '',
  }).sts;

type Sts = ReturnType<typeof stsOf>;

/** Takes a role by a client's session, and gives the client of the new one. */
async function take(sts: Sts, RoleArn: string, RoleSessionName: string): Promise<Sts> {
  const asked = { RoleArn, RoleSessionName, DurationSeconds: 900 };
  return stsOf((await sts.send(new AssumeRoleCommand(asked))).Credentials);
}

/** Whether a session may still act: it takes a role, which nothing else forbids it. */
const mayTake = (sts: Sts, roleArn: string) =>
  codeOf(take(sts, roleArn, `try-${Math.random().toString(36).slice(2)}`));

async function chainedFrom(input: ChainedInput) {
  const { deps, actor } = world();
  return worked(await findChained(deps, actor, input));
}

const namesOf = ({ sessions }: Awaited<ReturnType<typeof chainedFrom>>) =>
  sessions.map(({ roleName, sessionName }) => `${roleName}/${sessionName}`);

it('T25: a revoked session shows what was taken from it, and from that, and ends it as well', async () => {
  const { deps, actor, practice } = world();
  const { sts } = await practice.admin(DATA);
  const stolen = await take(sts, FIRST, 'stolen');
  const second = await take(stolen, SECOND, 'hidden-1');
  const third = await take(second, THIRD, 'hidden-2');
  const other = await take(await take(sts, FIRST, 'lee'), SECOND, 'nightly');
  const origin = { roleArn: FIRST, sessionName: 'stolen' };
  worked(await revoke(deps, actor, { scope: 'named', ...origin }));
  expect(await mayTake(stolen, SECOND)).toBe('AccessDenied');
  // What the denial does not reach goes on, and is what the page warns of.
  expect(await mayTake(second, THIRD)).toBe('ok');

  const chained = await chainedFrom(origin);
  expect(namesOf(chained)).toEqual(
    expect.arrayContaining(['chain-second/hidden-1', 'chain-third/hidden-2']),
  );
  expect(namesOf(chained)).not.toContain('chain-second/nightly');
  expect(chained).toMatchObject({ unread: [], isMore: false });
  expect(chained.sessions.every(({ whyNot }) => whyNot === null)).toBe(true);
  for (const { roleArn, sessionName } of chained.sessions) {
    const asked = { scope: 'named', roleArn: roleArn as RoleArn, sessionName } as const;
    const view = worked(await revoke(deps, actor, asked));
    expect(view.proof?.holds).toBe(true);
  }
  expect([await mayTake(second, THIRD), await mayTake(other, THIRD)]).toEqual([
    'AccessDenied',
    'ok',
  ]);
  expect(await codeOf(take(third, FIRST, 'back-again'))).toBe('AccessDenied');
  const after = await chainedFrom(origin);
  expect(after.sessions.filter(({ state }) => state === 'live')).toEqual([]);
  expect(namesOf(await chainedFrom({ roleArn: FIRST, sessionName: '' }))).toEqual(
    expect.arrayContaining(['chain-second/nightly', 'chain-second/hidden-1']),
  );
});

it('is told whose trail could not be asked, and asked by nobody who may not', async () => {
  const { deps, actor } = world();
  const origin = { roleArn: roleOf('999988887777', 'far'), sessionName: 'one' };
  expect(await chainedFrom(origin)).toMatchObject({
    sessions: [],
    unread: [{ accountName: '999988887777' }],
  });
  const viewer = { ...actor, role: 'viewer' } as const;
  expect(await findChained(deps, viewer, origin)).toMatchObject({
    error: { kind: 'forbidden' },
  });
});
