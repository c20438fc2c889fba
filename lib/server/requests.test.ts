import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { UserId } from '@/lib/core/ids';
import { getHome } from '@/lib/credentials/get-home';
import { endGrant, restoreGrant } from '@/lib/credentials/grants/change-grant';
import { giveGrant } from '@/lib/credentials/grants/give-grant';
import { GiveGrantInput } from '@/lib/credentials/grants/grant-schema';
import { issueCredentials } from '@/lib/credentials/issue-credentials';
import { listRoles } from '@/lib/credentials/list-roles';
import { askAgain } from '@/lib/credentials/requests/ask-again';
import { askForRoles } from '@/lib/credentials/requests/ask-for-roles';
import {
  cancelRequest,
  decide,
  endAccess,
  reviewRequest,
} from '@/lib/credentials/requests/change-request';
import { listRequests } from '@/lib/credentials/requests/list-requests';
import { AskInput } from '@/lib/credentials/requests/request-schema';
import { newUser } from '@/lib/db/test-rows';
import type { Actor } from '@/lib/ports';
import { clientsOf, codeOf } from '@/lib/practice/test-practice';
import { mailTarget } from './notifications/test-mail-target';
import { DATA, worked } from './test-aws';
import { useSetupWorld } from './test-setup';
import { refreshVendableRoles } from './vendable-roles';

const world = useSetupWorld();
const WRITER = `arn:aws:iam::${DATA}:role/data-writer`;
const READER = `arn:aws:iam::${DATA}:role/data-read`;
let ann: Actor;
let mei: Actor;
let bo: Actor;
let eve: Actor;
let everybodys: { id: string; version: number };

const ports = () => {
  const { deps, practice } = world();
  return { ...deps, env: { areChangesOn: true, practice: { url: practice.url } } };
};

/** What was told of a request so far, the first first. */
async function newsOf(id: string) {
  const told = await world().deps.outbox.list(ann.workspaceId, 999);
  return told
    .flatMap(({ to, notice }) =>
      to === null && 'requestId' in notice && notice.requestId === id ? [notice] : [],
    )
    .reverse();
}

beforeAll(async () => {
  const { deps, actor, database } = world();
  const id = actor.workspaceId;
  await database.prisma.workspace.update({ where: { id }, data: { kind: 'aws' } });
  const join = async (name: string, role: Actor['role']): Promise<Actor> => {
    const userId = UserId.parse(await newUser(database, name));
    const handle = await deps.people.ensureHandle(userId, name.toLowerCase());
    await deps.people.addMember(id, userId, role);
    return { ...actor, userId, name, handle, role, workspaceKind: 'aws' };
  };
  ann = await join('Ann', 'admin');
  mei = await join('Mei', 'viewer');
  bo = await join('Bo', 'viewer');
  eve = await join('Eve', 'viewer');
  await refreshVendableRoles(deps, id);
  await deps.noticeTargets.add({
    ...mailTarget(id),
    events: ['request-made', 'request-decided', 'request-ended', 'break-glass-used'],
  });
  const ask = { rule: 'ask', approverIds: [ann.userId, bo.userId, mei.userId] };
  everybodys = await give({ roleArn: WRITER, to: 'everybody', approvals: 2, ...ask });
  await give({ roleArn: READER, to: 'everybody', rule: 'break-glass' });
});

async function give(wish: object) {
  return worked(await giveGrant(ports(), ann, GiveGrantInput.parse(wish)));
}

const asking = { reason: 'A release is stuck.', ticket: 'OPS-1', durationSeconds: 3600 };
const BY_HAND = { isProgram: false };
const ask = async (who: Actor, roleArns: string[]) =>
  worked(
    await askForRoles(ports(), who, AskInput.parse({ ...asking, roleArns }), BY_HAND),
  );
const askOne = async (who: Actor) => (await ask(who, [WRITER]))[0]?.id ?? '';
const vote = (who: Actor, requestId: string, isApproval = true) =>
  decide(ports(), who, { requestId, isApproval, note: '' });
const take = (who: Actor, roleArn = WRITER, durationSeconds = 900) =>
  issueCredentials(ports(), who, { roleArn, durationSeconds });
const logged = async () =>
  (await world().deps.activity.all(mei.workspaceId)).map(({ sentence }) => sentence);

describe('a role that has to be asked for', () => {
  it('is on the home page with the way to ask, and nothing for a program', async () => {
    const home = worked(await getHome(ports(), mei));
    expect(home.roles.map(({ roleName, ask }) => [roleName, ask])).toEqual([
      ['data-read', 'break-glass'],
      ['data-writer', 'ask'],
    ]);
    expect(worked(await listRoles(ports(), mei)).roles).toEqual([]);
    expect(await take(mei)).toMatchObject({ error: { kind: 'ask_first' } });
  });

  it('is taken after two others approved, and then ended early with its sessions', async () => {
    const id = await askOne(mei);
    const asked = { personName: 'Mei', places: ['data-writer in Data'] };
    expect(await newsOf(id)).toMatchObject([{ event: 'request-made', ...asked }]);
    const made = await ports().requests.find(ann.workspaceId, id);
    expect(made?.approverIds).toEqual([ann.userId, bo.userId]);
    expect(await vote(mei, id)).toMatchObject({ error: { kind: 'conflict' } });
    expect(await vote(eve, id)).toMatchObject({ error: { kind: 'conflict' } });
    worked(await vote(ann, id));
    expect(await take(mei)).toMatchObject({ error: { kind: 'ask_first' } });
    worked(await vote(bo, id));
    const approved = { event: 'request-decided', isApproved: true, deciderName: 'Bo' };
    expect((await newsOf(id)).slice(1)).toMatchObject([approved]);
    const issued = worked(await take(mei));
    const mine = worked(await listRequests(ports(), mei, { show: 'mine' }));
    expect(mine.rows[0]).toMatchObject({ id, state: 'active', may: { end: true } });
    const fill = worked(await askAgain(ports(), mei, { requestId: id }));
    expect(fill).toEqual({ ...asking, roleArns: [WRITER] });
    expect(await askAgain(ports(), bo, { requestId: id })).toMatchObject({
      error: { kind: 'not_found' },
    });
    const { s3 } = clientsOf(world().practice.url, issued);
    const list = () => codeOf(s3.send(new ListObjectsV2Command({ Bucket: 'app-logs' })));
    expect(await list()).toBe('ok');
    const ended = worked(await endAccess(ports(), ann, { requestId: id }));
    expect(ended.notes).toEqual(['A session of data-writer was revoked.']);
    expect((await newsOf(id)).slice(2)).toMatchObject([
      { event: 'request-ended', how: 'ended', byName: 'Ann' },
    ]);
    expect(await list()).toBe('AccessDenied');
    expect(await take(mei)).toMatchObject({ error: { kind: 'ask_first' } });
    expect(await logged()).toContain(
      'Ann ended the request of Mei for data-writer in Data.',
    );
  });

  it('counts two approvals that come at the same moment, and each person once', async () => {
    const id = await askOne(mei);
    const votes = await Promise.all([vote(ann, id), vote(bo, id), vote(ann, id)]);
    expect(votes.filter(({ ok }) => ok)).toHaveLength(2);
    const request = await world().deps.requests.find(mei.workspaceId, id);
    expect(request).toMatchObject({ state: 'approved' });
    expect(request?.decisions).toHaveLength(2);
    worked(await cancelRequest(ports(), mei, { requestId: id }));
  });

  it('is either approved or cancelled when both happen at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await askOne(mei);
      worked(await vote(ann, id));
      const [approved, cancelled] = await Promise.all([
        vote(bo, id),
        cancelRequest(ports(), mei, { requestId: id }),
      ]);
      expect(cancelled.ok).toBe(true);
      const request = await world().deps.requests.find(mei.workspaceId, id);
      expect(request).toMatchObject({ state: 'cancelled' });
      // An approval that came first was valid then; one that came after was refused.
      expect(request?.decisions).toHaveLength(approved.ok ? 2 : 1);
      expect(await take(mei)).toMatchObject({ error: { kind: 'ask_first' } });
    }
  });

  it('stays while another request still gives it: the last one to end removes', async () => {
    const [first, second] = [await askOne(mei), await askOne(mei)];
    for (const id of [first, second])
      for (const who of [ann, bo]) worked(await vote(who, id));
    worked(await take(mei));
    const end = async (requestId: string) =>
      worked(await endAccess(ports(), mei, { requestId })).notes;
    expect(await end(first)).toEqual([
      'Sessions go on: another grant still gives the role.',
    ]);
    expect(await take(mei)).toMatchObject({ ok: true });
    expect((await end(second)).every((note) => note.includes('revoked'))).toBe(true);
    expect(await take(mei)).toMatchObject({ error: { kind: 'ask_first' } });
  });

  it('leaves no session that a narrower grant would not have given', async () => {
    const free = await give({
      roleArn: WRITER,
      to: `person:${mei.userId}`,
      isReadOnly: true,
    });
    const id = await askOne(mei);
    for (const who of [ann, bo]) worked(await vote(who, id));
    worked(await take(mei));
    const { notes } = worked(await endAccess(ports(), mei, { requestId: id }));
    expect(notes.some((note) => note.includes('was revoked'))).toBe(true);
    expect(await take(mei)).toMatchObject({ ok: true });
    worked(await endGrant(ports(), ann, { grantId: free.id, version: free.version }));
  });

  it('is refused for who could never get enough approvals', async () => {
    const grant = await give({
      roleArn: READER,
      to: `person:${eve.userId}`,
      rule: 'ask',
      approverIds: [eve.userId],
    });
    const asked = AskInput.parse({ ...asking, roleArns: [READER] });
    expect(await askForRoles(ports(), eve, asked, BY_HAND)).toMatchObject({
      error: {
        kind: 'conflict',
        message: expect.stringContaining('nobody may give one'),
      },
    });
    const broken = { ...asked, isBreakGlass: true };
    const [glass] = worked(await askForRoles(ports(), eve, broken, BY_HAND));
    expect(glass).toMatchObject({ isBreakGlass: true, state: 'approved' });
    worked(await cancelRequest(ports(), eve, { requestId: glass?.id ?? '' }));
    // One that can be fulfilled is asked by instead, though it gives less.
    const other = await give({
      roleArn: READER,
      to: 'everybody',
      rule: 'ask',
      approverIds: [ann.userId],
      maxSeconds: 900,
    });
    const [made] = worked(await askForRoles(ports(), eve, asked, BY_HAND));
    expect(made).toMatchObject({ isBreakGlass: false, state: 'pending' });
    worked(await cancelRequest(ports(), eve, { requestId: made?.id ?? '' }));
    for (const { id: grantId, version } of [grant, other])
      worked(await endGrant(ports(), ann, { grantId, version }));
  });

  it.each([
    ['2026-01-01T00:00:00Z', 'past'],
    ['9999-12-31T23:59:59Z', '30 days'],
  ])('is not asked for from %s on', async (startsAt, why) => {
    const asked = AskInput.parse({ ...asking, roleArns: [WRITER], startsAt });
    expect(await askForRoles(ports(), mei, asked, BY_HAND)).toMatchObject({
      error: {
        kind: 'invalid_input',
        fields: { startsAt: expect.stringContaining(why) },
      },
    });
  });

  it('no longer opens once its grant was ended, whatever was approved', async () => {
    const id = await askOne(mei);
    for (const who of [ann, bo]) worked(await vote(who, id));
    const { id: grantId, version } = everybodys;
    worked(await endGrant(ports(), ann, { grantId, version }));
    expect(await take(mei)).toMatchObject({ error: { kind: 'grant_ended' } });
    worked(await restoreGrant(ports(), ann, { grantId, version: version + 1 }));
    expect(await take(mei)).toMatchObject({ ok: true });
    worked(await endAccess(ports(), mei, { requestId: id }));
  });
});

describe('a glass', () => {
  it('is broken at once with a reason, tells everybody, and waits for a review', async () => {
    const [request] = await ask(eve, [READER]);
    const requestId = request?.id ?? '';
    expect(request).toMatchObject({ state: 'approved', isBreakGlass: true });
    expect(await newsOf(requestId)).toMatchObject([
      { event: 'break-glass-used', personName: 'Eve' },
    ]);
    const waitingFor = async (who: Actor) => {
      const { rows } = worked(await listRequests(ports(), who, { show: 'decide' }));
      return rows.find(({ id }) => id === requestId)?.may;
    };
    const mayEnd = { end: true, review: false };
    expect(await waitingFor(ann)).toMatchObject(mayEnd);
    expect(request?.may).toMatchObject({ cancel: true, end: false });
    expect(await take(eve, READER)).toMatchObject({ ok: true });
    expect(await waitingFor(ann)).toMatchObject(mayEnd);
    expect(await waitingFor(eve)).toBeUndefined();
    const review = (who: Actor) =>
      reviewRequest(ports(), who, { requestId, note: 'It was a real outage.' });
    expect(await review(eve)).toMatchObject({ error: { kind: 'forbidden' } });
    expect(await review({ ...eve, role: 'admin' })).toMatchObject({
      error: { kind: 'conflict' },
    });
    expect(await review(ann)).toMatchObject({
      error: { kind: 'conflict', message: expect.stringContaining('End the access') },
    });
    worked(await endAccess(ports(), ann, { requestId }));
    expect(await take(eve, READER)).toMatchObject({ error: { kind: 'ask_first' } });
    expect(await waitingFor(ann)).toMatchObject({ end: false, review: true });
    expect(worked(await review(ann)).review).toMatchObject({ name: 'Ann' });
    expect(await logged()).toContain(
      'Eve broke the glass of data-read in Data for 1 h: A release is stuck. (OPS-1)',
    );
  });
});

describe('several roles at once', () => {
  it('are asked for together and decided one by one', async () => {
    const views = await ask(mei, [WRITER, READER]);
    expect(new Set(views.map(({ batchId }) => batchId)).size).toBe(1);
    expect(views.map(({ state }) => state)).toEqual(['pending', 'approved']);
    worked(await vote(ann, views[0]?.id ?? '', false));
    const { rows } = worked(await listRequests(ports(), mei, { show: 'mine' }));
    const stateOf = (id: string) => rows.find((row) => row.id === id)?.state;
    expect(views.map(({ id }) => stateOf(id))).toEqual(['denied', 'approved']);
  });

  it('are asked for whole or not at all', async () => {
    const before = await world().deps.requests.list(mei.workspaceId, 'all', 100);
    const roleArns = [WRITER, `arn:aws:iam::${DATA}:role/nobody-gave`];
    const asked = AskInput.parse({ ...asking, roleArns });
    expect(await askForRoles(ports(), mei, asked, BY_HAND)).toMatchObject({
      error: { kind: 'not_permitted' },
    });
    const after = await world().deps.requests.list(mei.workspaceId, 'all', 100);
    expect(after).toHaveLength(before.length);
  });
});

it('shows everybody’s requests to those in charge only', async () => {
  expect(await listRequests(ports(), mei, { show: 'all' })).toMatchObject({
    error: { kind: 'forbidden' },
  });
  const all = worked(await listRequests(ports(), ann, { show: 'all' }));
  expect(new Set(all.rows.map(({ requesterName }) => requesterName))).toEqual(
    new Set(['Mei', 'Eve']),
  );
});
