import { beforeAll, describe, expect, it } from 'vitest';
import { UserId } from '@/lib/core/ids';
import { changeGrant, endGrant } from '@/lib/credentials/grants/change-grant';
import { giveGrant } from '@/lib/credentials/grants/give-grant';
import { ChangeGrantInput, GiveGrantInput } from '@/lib/credentials/grants/grant-schema';
import {
  exportGrants,
  importGrants,
  previewImport,
} from '@/lib/credentials/grants/import-grants';
import { tellGrantEnds } from '@/lib/credentials/grants/tell-grant-ends';
import { statementsOf } from '@/lib/db/test-many-roles';
import { newUser } from '@/lib/db/test-rows';
import { noticeText } from '@/lib/notifications/notice-text';
import type { Actor } from '@/lib/ports';
import { mailTarget } from './notifications/test-mail-target';
import { DATA, worked } from './test-aws';
import { killAt } from './test-kill-at';
import { useSetupWorld } from './test-setup';
import { refreshVendableRoles } from './vendable-roles';

const world = useSetupWorld();
const WRITER = `arn:aws:iam::${DATA}:role/data-writer`;
const READER = `arn:aws:iam::${DATA}:role/data-read`;
let ann: Actor;
let mei: Actor;

beforeAll(async () => {
  const { actor, database, deps } = world();
  const { workspaceId } = actor;
  const join = async (name: string, role: Actor['role']): Promise<Actor> => {
    const userId = UserId.parse(await newUser(database, name));
    const handle = await deps.people.ensureHandle(userId, name.toLowerCase());
    await deps.people.addMember(workspaceId, userId, role);
    return { ...actor, userId, name, handle, role, workspaceKind: 'aws' };
  };
  const where = { id: workspaceId };
  await database.prisma.workspace.update({ where, data: { kind: 'aws' } });
  ann = await join('Ann', 'admin');
  mei = await join('Mei', 'viewer');
  await refreshVendableRoles(deps, workspaceId);
  await deps.noticeTargets.add(mailTarget(workspaceId));
});

/** What was written for the workspace so far. */
async function written() {
  const { deps } = world();
  const [grants, mails, log] = await Promise.all([
    deps.grants.listOpen(ann.workspaceId, [WRITER, READER]),
    deps.outbox.list(ann.workspaceId, 99),
    deps.activity.all(ann.workspaceId),
  ]);
  return {
    grants: grants.map(({ id, version }) => `${id} ${version}`),
    mails: mails.map(({ notice }) => noticeText(notice, '').subject).sort(),
    logged: log.length,
  };
}

const give = (roleArn = READER) =>
  giveGrant(
    world().deps,
    ann,
    GiveGrantInput.parse({ roleArn, to: `person:${mei.userId}` }),
  );

it.each(['RoleGrant', 'NotificationDelivery', 'ActivityEvent'])(
  'killed while it writes %s, a gift leaves neither grant nor mail',
  async (table) => {
    const before = await written();
    const revive = await killAt(world().database, table, 'INSERT');
    await expect(give()).rejects.toThrow();
    await revive();
    expect(await written()).toEqual(before);
  },
);

it('killed once it is written, it leaves both, and what comes after it as well', async () => {
  const { deps } = world();
  const ended = { send: () => Promise.reject(new Error('The process ended.')) };
  const input = GiveGrantInput.parse({ roleArn: READER, to: `person:${mei.userId}` });
  const grant = 'The grant of data-read in Data to Mei';
  await expect(giveGrant({ ...deps, notifier: ended }, ann, input)).rejects.toThrow();
  const given = await written();
  expect(given.grants).toHaveLength(1);
  expect(given.mails).toEqual([`${grant} was given`]);

  const [grantId = '', version = ''] = given.grants[0]?.split(' ') ?? [];
  const change = { grantId, version: Number(version), maxSeconds: 1800 };
  const changing = () => changeGrant(deps, ann, ChangeGrantInput.parse(change));
  const revive = await killAt(world().database, 'NotificationDelivery', 'INSERT');
  await expect(changing()).rejects.toThrow();
  await revive();
  expect(await written()).toEqual(given);
  worked(await changing());
  worked(await endGrant(deps, ann, { grantId, version: 2 }));
  const { grants, mails } = await written();
  expect(grants).toEqual([]);
  expect(mails).toEqual([`${grant} ended`, `${grant} was changed`, `${grant} was given`]);
});

it('a file tells of each grant as its form does, or of none', async () => {
  const { deps } = world();
  worked(await give(READER));
  const file = JSON.parse(worked(await exportGrants(deps, ann)).text);
  const before = await written();
  const [standing] = file.roles[READER] ?? [];
  file.roles[READER] = [];
  file.roles[WRITER] = [standing];
  const text = JSON.stringify(file);
  const { digest, problems } = worked(await previewImport(deps, ann, { text }));
  expect(problems).toEqual([]);
  const revive = await killAt(world().database, 'ActivityEvent', 'INSERT');
  await expect(importGrants(deps, ann, { text, digest })).rejects.toThrow();
  await revive();
  expect(await written()).toEqual(before);
  worked(await importGrants(deps, ann, { text, digest }));
  const { mails } = await written();
  expect(mails).toContain('The grant of data-writer in Data to Mei was given');
  expect(
    mails.filter((mail) => mail.endsWith('data-read in Data to Mei ended')),
  ).toHaveLength(2);
});

describe('the end of a grant', () => {
  const DAY_MS = 86_400_000;
  const endsAt = new Date(Date.now() + 10 * DAY_MS);
  /** So many days before its end. */
  const daysBefore = (days: number) => {
    const { deps } = world();
    const now = () => new Date(endsAt.getTime() - days * DAY_MS);
    return { ...deps, clock: { ...deps.clock, now } };
  };
  const untold = async () =>
    (await written()).mails.filter((mail) => /soon|ended/.test(mail));
  /** What comes to the mails by a sweep. */
  const toldBy = async (days: number) => {
    const earlier = (await untold()).length;
    await tellGrantEnds(daysBefore(days));
    return (await untold()).length - earlier;
  };
  let grantId = '';

  it('is asked for once, and nothing more is done for what was told', async () => {
    const { deps, database } = world();
    const wish = {
      roleArn: READER,
      to: `person:${mei.userId}`,
      endsAt: endsAt.toISOString(),
    };
    grantId = worked(await giveGrant(deps, ann, GiveGrantInput.parse(wish))).id;
    expect(await toldBy(4)).toBe(0);
    expect(await toldBy(2)).toBe(1);
    const readings = ['of grants', 'of their people', 'of their groups'];
    // Where nobody is to be told there is no row that says so.
    await database.prisma.notificationDelivery.deleteMany();
    expect(await statementsOf(() => tellGrantEnds(daysBefore(1)))).toBe(readings.length);
    expect(await toldBy(-0.1)).toBe(1);
    await database.prisma.notificationDelivery.deleteMany();
    expect(await statementsOf(() => tellGrantEnds(daysBefore(-0.2)))).toBe(
      readings.length,
    );
  });

  it('is told of again when it was changed, also while it is told', async () => {
    const { deps } = world();
    const change = {
      grantId,
      version: 1,
      maxSeconds: 1800,
      endsAt: endsAt.toISOString(),
    };
    worked(await changeGrant(deps, ann, ChangeGrantInput.parse(change)));
    expect(await toldBy(2)).toBe(1);
    const told = { id: grantId, version: 2 };
    worked(
      await changeGrant(deps, ann, ChangeGrantInput.parse({ ...change, version: 2 })),
    );
    await deps.grants.markTold([told], endsAt);
    expect(await toldBy(2)).toBe(1);
    expect(await toldBy(1)).toBe(0);
  });
});
