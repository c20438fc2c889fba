import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { GetRoleCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { beforeAll, expect, it } from 'vitest';
import { UserId } from '@/lib/core/ids';
import { getHome } from '@/lib/credentials/get-home';
import { giveGrant } from '@/lib/credentials/grants/give-grant';
import { GiveGrantInput } from '@/lib/credentials/grants/grant-schema';
import { issueCredentials } from '@/lib/credentials/issue-credentials';
import { askForRoles } from '@/lib/credentials/requests/ask-for-roles';
import { decide } from '@/lib/credentials/requests/change-request';
import { AskInput } from '@/lib/credentials/requests/request-schema';
import { newUser } from '@/lib/db/test-rows';
import type { Actor } from '@/lib/ports';
import { LONG_JOB, longJobTrust, makeLongJob } from '@/lib/practice/test-long-job';
import { DATA, worked } from './test-aws';
import { useSetupWorld } from './test-setup';
import { refreshVendableRoles } from './vendable-roles';

const world = useSetupWorld();
const WRITER = `arn:aws:iam::${DATA}:role/data-writer`;
const NO_TAGS = `arn:aws:iam::${DATA}:role/data-read`;
let ann: Actor;
let mei: Actor;

const ports = () => ({
  ...world().deps,
  env: { areChangesOn: true, practice: { url: world().practice.url } },
  notifier: { tell: async () => undefined, send: async () => undefined },
});
const iamOfData = async () => (await world().practice.admin(DATA)).iam;

beforeAll(async () => {
  const { deps, actor, database } = world();
  const id = actor.workspaceId;
  const join = async (name: string, role: Actor['role']): Promise<Actor> => {
    const userId = UserId.parse(await newUser(database, name));
    const handle = await deps.people.ensureHandle(userId, name.toLowerCase());
    await deps.people.addMember(id, userId, role);
    return { ...actor, userId, name, handle, role };
  };
  ann = await join('Ann', 'admin');
  mei = await join('Mei', 'viewer');
  const iam = await iamOfData();
  await dropTagging('data-read');
  await makeLongJob(iam);
  await trustLongJob(true);
  await deps.readAgain(id, [DATA]);
  await refreshVendableRoles(deps, id);
  // In practice everybody is given every role, and nobody has to ask.
  await database.prisma.roleGrant.deleteMany({ where: { workspaceId: id } });
  for (const roleArn of [WRITER, NO_TAGS, LONG_JOB]) await mayAsk(roleArn);
});

type Statement = { Action: string | string[]; Condition?: object };

async function trustOf(RoleName: string): Promise<{ Statement: Statement[] }> {
  const { Role } = await (await iamOfData()).send(new GetRoleCommand({ RoleName }));
  return JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''));
}

async function dropTagging(RoleName: string) {
  const trust = await trustOf(RoleName);
  const PolicyDocument = JSON.stringify({
    ...trust,
    Statement: trust.Statement.filter(({ Action }) => Action !== 'sts:TagSession'),
  });
  const update = new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument });
  await (await iamOfData()).send(update);
}

async function trustLongJob(isTagged: boolean) {
  const trust = JSON.parse(longJobTrust('person:*'));
  if (isTagged) trust.Statement[0].Action.push('sts:TagSession');
  const PolicyDocument = JSON.stringify(trust);
  const update = new UpdateAssumeRolePolicyCommand({
    RoleName: 'long-job',
    PolicyDocument,
  });
  await (await iamOfData()).send(update);
}

async function mayAsk(roleArn: string) {
  const wish = { roleArn, to: 'everybody', rule: 'ask', approverIds: [ann.userId] };
  worked(await giveGrant(ports(), ann, GiveGrantInput.parse(wish)));
}

/** Asks for the role and has it approved; the id of the request. */
async function approvedFor(roleArn: string): Promise<string> {
  const asked = { reason: 'A release is stuck.', ticket: 'OPS-1', durationSeconds: 3600 };
  const input = AskInput.parse({ ...asked, roleArns: [roleArn] });
  const made = worked(await askForRoles(ports(), mei, input, { isProgram: false }));
  const requestId = made[0]?.id ?? '';
  worked(await decide(ports(), ann, { requestId, isApproval: true, note: '' }));
  return requestId;
}

const take = (roleArn: string) =>
  issueCredentials(ports(), mei, { roleArn, durationSeconds: 900 });

const cardOf = async (roleArn: string) =>
  worked(await getHome(ports(), mei)).roles.find((card) => card.roleArn === roleArn);

/** What CloudTrail kept of the call that opened the session. */
async function askedOfAws(sessionName: string) {
  const { cloudTrail } = await world().practice.admin(DATA);
  const { Events } = await cloudTrail.send(
    new LookupEventsCommand({
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'AssumeRole' }],
    }),
  );
  return (Events ?? [])
    .map(({ CloudTrailEvent }) => JSON.parse(CloudTrailEvent ?? '').requestParameters)
    .find(({ roleSessionName }) => roleSessionName === sessionName);
}

it('a role taken by a request says by which, to CloudTrail and down the chain', async () => {
  const request = await approvedFor(WRITER);
  expect(await cardOf(WRITER)).toMatchObject({
    takesTags: true,
    tags: { 'db-request': request, 'db-ticket': 'OPS-1' },
  });
  const { sessionName } = worked(await take(WRITER));
  expect(await askedOfAws(sessionName)).toMatchObject({
    tags: [
      { key: 'db-request', value: request },
      { key: 'db-ticket', value: 'OPS-1' },
    ],
    transitiveTagKeys: ['db-request', 'db-ticket'],
  });
});

it('a role whose trust takes no tags is given without them, and the drawer knows', async () => {
  const request = await approvedFor(NO_TAGS);
  expect(await cardOf(NO_TAGS)).toMatchObject({
    takesTags: false,
    tags: { 'db-request': request },
  });
  const { sessionName } = worked(await take(NO_TAGS));
  expect(await askedOfAws(sessionName)).not.toHaveProperty('tags');
});

it('a trust that took tags when it was read, and no more, is said to refuse', async () => {
  await approvedFor(WRITER);
  await dropTagging('data-writer');
  expect(await take(WRITER)).toMatchObject({ error: { kind: 'trust_refused' } });
});

it('a token carries the tags: the trust of the role has to take them', async () => {
  await approvedFor(LONG_JOB);
  expect(await take(LONG_JOB)).toMatchObject({ ok: true });
  await trustLongJob(false);
  expect(await take(LONG_JOB)).toMatchObject({ error: { kind: 'trust_refused' } });
});
