import { beforeAll, describe, expect, it } from 'vitest';
import { UserId } from '@/lib/core/ids';
import { giveGrant } from '@/lib/credentials/grants/give-grant';
import { GiveGrantInput } from '@/lib/credentials/grants/grant-schema';
import { issueCredentials } from '@/lib/credentials/issue-credentials';
import { askForRoles } from '@/lib/credentials/requests/ask-for-roles';
import {
  cancelRequest,
  decide,
  endAccess,
  reviewRequest,
} from '@/lib/credentials/requests/change-request';
import { AskInput } from '@/lib/credentials/requests/request-schema';
import { tellRequestEnds } from '@/lib/credentials/requests/tell-request-ends';
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
const DAY_MS = 86_400_000;
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
  await deps.noticeTargets.add({
    ...mailTarget(workspaceId),
    events: ['request-made', 'request-decided', 'request-ended', 'break-glass-used'],
  });
  const ask = { rule: 'ask', approverIds: [ann.userId] };
  await give({ roleArn: WRITER, to: 'everybody', ...ask });
  await give({ roleArn: READER, to: 'everybody', rule: 'break-glass' });
});

const ports = () => {
  const { deps, practice } = world();
  return { ...deps, env: { areChangesOn: true, practice: { url: practice.url } } };
};

async function give(wish: object) {
  worked(await giveGrant(ports(), ann, GiveGrantInput.parse(wish)));
}

const asking = { reason: 'A release is stuck.', ticket: '', durationSeconds: 3600 };
const askFor = (roleArn: string) =>
  askForRoles(ports(), mei, AskInput.parse({ ...asking, roleArns: [roleArn] }), {
    isProgram: false,
  });
const asked = async (roleArn: string) => worked(await askFor(roleArn))[0]?.id ?? '';
const vote = (requestId: string, isApproval: boolean) =>
  decide(ports(), ann, { requestId, isApproval, note: '' });
const approved = async () => {
  const requestId = await asked(WRITER);
  worked(await vote(requestId, true));
  return requestId;
};
const take = async (roleArn: string) =>
  worked(await issueCredentials(ports(), mei, { roleArn, durationSeconds: 900 }));

/** What was written for the workspace so far. */
async function written() {
  const { deps, database } = world();
  const [requests, mails, log] = await Promise.all([
    database.prisma.accessRequest.findMany({
      orderBy: { id: 'asc' },
      include: { decisions: true },
    }),
    deps.outbox.list(ann.workspaceId, 999),
    deps.activity.all(ann.workspaceId),
  ]);
  const told = mails.map(({ notice }) => noticeText(notice, '').subject).sort();
  return { requests, told, logged: log.length };
}

/** What comes to the mails by something. */
async function toldBy(done: () => Promise<unknown>): Promise<string[]> {
  const { told } = await written();
  await done();
  const left = [...told];
  return (await written()).told.filter((subject) => {
    const at = left.indexOf(subject);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

type Case = {
  name: string;
  /** Makes what it happens to. */
  prepare: () => Promise<string>;
  happen: (requestId: string) => Promise<{ ok: boolean }>;
  writes: 'INSERT' | 'UPDATE';
  tells: string;
};
const none = async () => '';
const WHAT = 'data-writer in Data';
const GLASS = 'data-read in Data';

const CASES: Case[] = [
  {
    name: 'a request',
    prepare: none,
    happen: () => askFor(WRITER),
    writes: 'INSERT',
    tells: `Mei asks for ${WHAT}`,
  },
  {
    name: 'a request for the same for longer',
    prepare: async () => {
      const requestId = await approved();
      await take(WRITER);
      return requestId;
    },
    happen: () => askFor(WRITER),
    writes: 'INSERT',
    tells: `Mei asks for ${WHAT}`,
  },
  {
    name: 'an approval',
    prepare: () => asked(WRITER),
    happen: (requestId) => vote(requestId, true),
    writes: 'UPDATE',
    tells: `Ann approved ${WHAT} for Mei`,
  },
  {
    name: 'a refusal',
    prepare: () => asked(WRITER),
    happen: (requestId) => vote(requestId, false),
    writes: 'UPDATE',
    tells: `Ann refused ${WHAT} for Mei`,
  },
  {
    name: 'a request that is taken back',
    prepare: approved,
    happen: (requestId) => cancelRequest(ports(), mei, { requestId }),
    writes: 'UPDATE',
    tells: 'What Mei asked for was taken back',
  },
  {
    name: 'access that is ended early',
    prepare: approved,
    happen: (requestId) => endAccess(ports(), ann, { requestId }),
    writes: 'UPDATE',
    tells: 'What Mei asked for was ended early',
  },
  {
    name: 'a broken glass',
    prepare: none,
    happen: () => askFor(READER),
    writes: 'INSERT',
    tells: `Mei broke the glass for ${GLASS}`,
  },
  {
    name: 'the review of a broken glass',
    prepare: async () => {
      const requestId = await asked(READER);
      worked(await endAccess(ports(), ann, { requestId }));
      return requestId;
    },
    happen: (requestId) =>
      reviewRequest(ports(), ann, { requestId, note: 'It was a real outage.' }),
    writes: 'UPDATE',
    tells: `Ann closed the review of ${GLASS} for Mei`,
  },
];

describe.each(CASES)('$name', ({ prepare, happen, writes, tells }) => {
  it('is told of with what is written, wherever it is killed', async () => {
    const requestId = await prepare();
    const before = await written();
    const tables = [
      ['AccessRequest', writes],
      ['NotificationDelivery', 'INSERT'],
      ['ActivityEvent', 'INSERT'],
    ] as const;
    for (const [table, verb] of tables) {
      const revive = await killAt(world().database, table, verb);
      await expect(happen(requestId), table).rejects.toThrow();
      await revive();
      expect(await written(), table).toEqual(before);
    }
    const told = await toldBy(async () =>
      expect((await happen(requestId)).ok).toBe(true),
    );
    expect(new Set(told)).toEqual(new Set([tells]));
  });
});

const later = (days: number) => {
  const now = () => new Date(Date.now() + days * DAY_MS);
  return { ...ports(), clock: { ...ports().clock, now } };
};

it('is told of once when nobody decides, nobody uses it, or its time is over', async () => {
  await asked(WRITER);
  await approved();
  await approved();
  await take(WRITER);
  const early = await toldBy(() => tellRequestEnds(later(0)));
  expect(early).toEqual([]);
  const ends = await toldBy(async () => {
    for (const days of [0.5, 1.1, 1.2, 2.5]) await tellRequestEnds(later(days));
  });
  // Earlier tests left requests of their own open: each is told of to the target and to her.
  const of = (subject: string) => ends.filter((told) => told === subject).length;
  expect(of('What Mei asked for has come to its end')).toBe(4);
  expect(of('What Mei asked for lapsed, as it was not used in time')).toBe(6);
  expect(of('What Mei asked for lapsed, as nobody decided on it in time')).toBe(6);
});

it('asks once for what is over, and does nothing more for what was told', async () => {
  await asked(WRITER);
  expect(await toldBy(() => tellRequestEnds(later(1.1)))).not.toEqual([]);
  const { database } = world();
  // Where nobody is to be told there is no row that says so.
  await database.prisma.notificationDelivery.deleteMany();
  const readings = ['of requests', 'of their decisions'];
  expect(await statementsOf(() => tellRequestEnds(later(1.1)))).toBe(readings.length);
});
