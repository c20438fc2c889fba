import { afterAll, beforeAll, expect, it } from 'vitest';
import { UserId } from '@/lib/core/ids';
import { changeGrant, endGrant } from '@/lib/credentials/grants/change-grant';
import { giveGrant } from '@/lib/credentials/grants/give-grant';
import { ChangeGrantInput, GiveGrantInput } from '@/lib/credentials/grants/grant-schema';
import { tellGrantEnds } from '@/lib/credentials/grants/tell-grant-ends';
import { askForRoles } from '@/lib/credentials/requests/ask-for-roles';
import { decide } from '@/lib/credentials/requests/change-request';
import { AskInput } from '@/lib/credentials/requests/request-schema';
import { createMemberStore } from '@/lib/db/member-store';
import { newUser } from '@/lib/db/test-rows';
import { addTarget } from '@/lib/notifications/add-target';
import { deliverNotices } from '@/lib/notifications/deliver-notices';
import { getOwnMails, setOwnMails } from '@/lib/notifications/own-mails';
import { AddTargetInput } from '@/lib/notifications/schema';
import { removeMember } from '@/lib/people/change-member';
import type { Actor } from '@/lib/ports';
import { consoleCourier } from './notifications/console-courier';
import { consoleSealer } from './notifications/console-sealer';
import { startMailServer } from './notifications/test-receivers';
import { DATA, worked } from './test-aws';
import { SECRET, useSetupWorld } from './test-setup';
import { refreshVendableRoles } from './vendable-roles';

const world = useSetupWorld();
const WRITER = `arn:aws:iam::${DATA}:role/data-writer`;
const READER = `arn:aws:iam::${DATA}:role/data-read`;
const ORIGIN = 'https://drawbridge.example.com';
const DAY_MS = 86_400_000;
let server: Awaited<ReturnType<typeof startMailServer>>;
let ann: Actor;
let mei: Actor;

const ports = (at = new Date()) => {
  const env = { origin: ORIGIN, mayNotifyPrivate: true, secret: SECRET, dataDir: '' };
  const sealer = consoleSealer(env);
  const { deps } = world();
  const clock = { ...deps.clock, now: () => at };
  return { ...deps, clock, sealer, courier: consoleCourier({ env, sealer, clock }) };
};

/** To whom, and of what, since the last look. */
async function mailed() {
  await deliverNotices(ports());
  return server.mails.splice(0).map((mail) => {
    const [, to] = /^To: (.*?)\r?$/m.exec(mail) ?? [];
    const [, subject] = /^Subject: ((?:.|\r?\n )*?)\r?\n\S/m.exec(mail) ?? [];
    return `${to}: ${subject?.replaceAll(/\r?\n /g, ' ')}`;
  });
}

beforeAll(async () => {
  server = await startMailServer();
  const { actor, database, deps } = world();
  const join = async (name: string, role: Actor['role']): Promise<Actor> => {
    const userId = UserId.parse(await newUser(database, name));
    const email = `${name.toLowerCase()}@example.com`;
    await database.prisma.user.update({ where: { id: userId }, data: { email } });
    const handle = await deps.people.ensureHandle(userId, name.toLowerCase());
    await deps.people.addMember(actor.workspaceId, userId, role);
    return { ...actor, userId, name, email, handle, role, workspaceKind: 'aws' };
  };
  const { workspaceId: id } = actor;
  await database.prisma.workspace.update({ where: { id }, data: { kind: 'aws' } });
  ann = await join('Ann', 'admin');
  mei = await join('Mei', 'viewer');
  await refreshVendableRoles(deps, id);
});
afterAll(() => server.stop());

const give = async (wish: object) =>
  worked(await giveGrant(ports(), ann, GiveGrantInput.parse(wish)));

it('without a mail server nobody is mailed, and nothing fails for it', async () => {
  const { id, version } = await give({ roleArn: READER, to: `person:${mei.userId}` });
  worked(await endGrant(ports(), ann, { grantId: id, version }));
  expect(await mailed()).toEqual([]);
  expect(worked(await getOwnMails(ports(), mei))).toEqual({
    wants: true,
    hasServer: false,
  });
});

it('a person is mailed about their own grants from the gift to the end, each thing once', async () => {
  const target = {
    kind: 'email',
    name: 'Mail',
    events: ['grant-ended'],
    host: '127.0.0.1',
    port: server.port,
    isTls: false,
    from: 'drawbridge@example.com',
    to: ['ops@example.com'],
  };
  worked(await addTarget(ports(), ann, AddTargetInput.parse(target)));
  const endsAt = new Date(Date.now() + 10 * DAY_MS);
  const wish = { maxSeconds: 1800, endsAt: endsAt.toISOString() };
  const to = `person:${mei.userId}`;
  const { id: grantId, version } = await give({ roleArn: READER, to, ...wish });
  await deliverNotices(ports());
  const [mail = ''] = server.mails;
  expect(mail).toContain(`${ORIGIN}/`);
  expect(mail).toContain('Mails to you turns these mails off');
  const grant = 'The grant of data-read in Data to Mei';
  expect(await mailed()).toEqual([`mei@example.com: ${grant} was given`]);

  const change = { grantId, version, ...wish, maxSeconds: 3600 };
  worked(await changeGrant(ports(), ann, ChangeGrantInput.parse(change)));
  expect(await mailed()).toEqual([`mei@example.com: ${grant} was changed`]);

  const before = (days: number) => ports(new Date(endsAt.getTime() - days * DAY_MS));
  await tellGrantEnds(before(4));
  expect(await mailed()).toEqual([]);
  await tellGrantEnds(before(2));
  await tellGrantEnds(before(1));
  expect(await mailed()).toEqual([`mei@example.com: ${grant} ends soon`]);
  await tellGrantEnds(before(-0.1));
  await tellGrantEnds(before(-0.2));
  expect((await mailed()).sort()).toEqual([
    `mei@example.com: ${grant} ended`,
    `ops@example.com: ${grant} ended`,
  ]);
});

it('an approver is mailed what waits for them, and who asked what became of it', async () => {
  const rule = { rule: 'ask', approverIds: [ann.userId] };
  await give({ roleArn: WRITER, to: 'everybody', ...rule });
  const asking = { reason: 'A release is stuck.', ticket: '', durationSeconds: 3600 };
  const input = AskInput.parse({ ...asking, roleArns: [WRITER] });
  const [made] = worked(await askForRoles(ports(), mei, input, { isProgram: false }));
  expect(await mailed()).toEqual(['ann@example.com: Mei asks for data-writer in Data']);
  const vote = { requestId: made?.id ?? '', isApproval: true, note: '' };
  worked(await decide(ports(), ann, vote));
  expect(await mailed()).toEqual([
    'mei@example.com: Ann approved data-writer in Data for Mei',
  ]);
});

it('whoever turned their mails off gets none, and the others theirs', async () => {
  worked(await setOwnMails(ports(), mei, { wants: false }));
  expect(worked(await getOwnMails(ports(), mei))).toMatchObject({ wants: false });
  const mine = await give({ roleArn: WRITER, to: `person:${mei.userId}` });
  await give({ roleArn: WRITER, to: `person:${ann.userId}` });
  expect(await mailed()).toEqual([
    'ann@example.com: The grant of data-writer in Data to Ann was given',
  ]);
  worked(await endGrant(ports(), ann, { grantId: mine.id, version: mine.version }));
  expect(await mailed()).toEqual([
    'ops@example.com: The grant of data-writer in Data to Mei ended',
  ]);
});

it('no mail goes on to whoever turned theirs off, or left', async () => {
  const { database, deps } = world();
  const { prisma } = database;
  const giveMei = () => give({ roleArn: WRITER, to: `person:${mei.userId}` });
  const ofMei = () =>
    prisma.notificationDelivery.findMany({ where: { personId: mei.userId } });
  worked(await setOwnMails(ports(), mei, { wants: true }));
  const { id: grantId, version } = await giveMei();
  const sent = (await ofMei()).find(({ state }) => state === 'sent');
  worked(await setOwnMails(ports(), mei, { wants: false }));
  const replay = () => deps.outbox.replay(mei.workspaceId, sent?.id ?? '');
  expect(await replay()).toBe(false);
  worked(await setOwnMails(ports(), mei, { wants: true }));
  expect(await mailed()).toEqual([]);
  expect(await replay()).toBe(true);

  worked(await changeGrant(ports(), ann, ChangeGrantInput.parse({ grantId, version })));
  expect((await ofMei()).filter(({ state }) => state === 'waiting')).toHaveLength(2);
  const members = createMemberStore(prisma);
  worked(await removeMember({ ...ports(), members }, ann, { userId: mei.userId }));
  expect(await ofMei()).toEqual([]);
  expect(await mailed()).toEqual([]);
});
