import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { WorkspaceId } from '@/lib/core/ids';
import { useTestDatabase } from '@/lib/db/test-database';
import { newWorkspace } from '@/lib/db/test-rows';
import { storedText } from '@/lib/db/test-stored-text';
import { addTarget } from '@/lib/notifications/add-target';
import { removeTarget, setEvents } from '@/lib/notifications/change-target';
import { createNotifier } from '@/lib/notifications/create-notifier';
import { deliverNotices, TRIES } from '@/lib/notifications/deliver-notices';
import { listNotifications } from '@/lib/notifications/list-notifications';
import { AddTargetInput } from '@/lib/notifications/schema';
import { replayNotice, sendTest } from '@/lib/notifications/send-again';
import type { Actor, Notice } from '@/lib/ports';
import { actor as person } from '@/lib/setup/fakes/people';
import { systemClock, systemRandom } from '../clock';
import { startJobs } from '../jobs';
import { createLog } from '../log';
import { worked } from '../test-aws';
import { SECRET } from '../test-setup';
import { consoleCourier } from './console-courier';
import { consoleSealer } from './console-sealer';
import { startMailServer, startReceiver } from './test-receivers';

const database = useTestDatabase();
const ORIGIN = 'https://drawbridge.example.com';
const SIGNING_SECRET = 'a signing secret of the test';
const PASSWORD = 'a password of the test';
const revoked: Notice = {
  event: 'session-revoked',
  revocationId: 'v1',
  byName: 'Ana',
  what: 'the session db-mei-aaaaaaaa of deploy',
  sentence: 'A session of the same name was denied.',
  page: '/access/sessions',
};

const stops: (() => unknown)[] = [];
afterEach(() => Promise.all(stops.splice(0).map((stop) => stop())));

/** A console whose jobs run when the test says so. */
async function newConsole({ mayNotifyPrivate = true } = {}) {
  const { stores } = database();
  const workspaceId = await newWorkspace(database());
  const env = { origin: ORIGIN, mayNotifyPrivate, secret: SECRET, dataDir: '' };
  const sealer = consoleSealer(env);
  const enqueued: object[] = [];
  const deps = {
    ...stores,
    sealer,
    courier: consoleCourier({ env, sealer, clock: systemClock }),
    clock: systemClock,
    random: systemRandom,
    enqueue: async (job: object) => void enqueued.push(job),
  };
  const actor: Actor = { ...person, workspaceId, role: 'admin' };
  const { tell } = createNotifier(deps);
  return {
    deps,
    actor,
    workspaceId,
    enqueued,
    add: async (input: object) =>
      worked(await addTarget(deps, actor, AddTargetInput.parse(input))).id,
    tell: (key = 'revocation v1') => tell(workspaceId, revoked, key),
    deliver: () => deliverNotices(deps),
    shown: async () => worked(await listNotifications(deps, actor)),
  };
}

const webhook = (url: string, more: object = {}) => ({
  kind: 'webhook',
  name: 'Slack',
  events: ['session-revoked'],
  url,
  signingSecret: SIGNING_SECRET,
  ...more,
});

const mail = (port: number, more: object = {}) => ({
  kind: 'email',
  name: 'Mail',
  events: ['session-revoked'],
  host: '127.0.0.1',
  port,
  isTls: false,
  from: 'drawbridge@example.com',
  to: ['ana@example.com', 'ben@example.com'],
  ...more,
});

/** As if the time for the next try had come, and as if whoever held it were dead. */
const timePasses = (workspaceId: WorkspaceId) =>
  database().prisma.notificationDelivery.updateMany({
    where: { workspaceId, state: 'waiting' },
    data: { nextAt: new Date(0), heldUntil: new Date(0) },
  });

async function receiver(...statuses: number[]) {
  const started = await startReceiver(...statuses);
  stops.push(started.stop);
  return started;
}

async function mailServer(refusal?: string) {
  const started = await startMailServer(refusal);
  stops.push(started.stop);
  return started;
}

describe('a webhook', () => {
  it('gets what Slack takes, signed by its secret, with the time', async () => {
    const { url, received } = await receiver();
    const { add, tell, deliver, shown } = await newConsole();
    await add(webhook(url));
    await tell();
    expect((await shown()).deliveries).toMatchObject([{ state: 'waiting', attempts: 0 }]);
    await deliver();
    expect(received).toHaveLength(1);
    const [{ headers = {}, body = '' } = {}] = received;
    const { 'webhook-id': id, 'webhook-timestamp': timestamp } = headers;
    expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(300);
    const hmac = createHmac('sha256', SIGNING_SECRET).update(
      `${id}.${timestamp}.${body}`,
    );
    expect(headers['webhook-signature']).toBe(`v1,${hmac.digest('base64')}`);
    expect(headers['drawbridge-event']).toBe('session-revoked');
    expect(JSON.parse(body)).toMatchObject({
      text: 'Ana revoked the session db-mei-aaaaaaaa of deploy',
      blocks: [{ type: 'header' }, { type: 'section' }, { type: 'section' }],
    });
    expect(body).toContain(`${ORIGIN}/access/sessions`);
    expect((await shown()).deliveries).toMatchObject([
      { state: 'sent', attempts: 1, targetName: 'Slack', nextAt: null },
    ]);
  });

  it('is tried again after an error, later and later, and not once it went well', async () => {
    const { url, received } = await receiver(500, 503);
    const { add, tell, deliver, shown, enqueued, workspaceId } = await newConsole();
    await add(webhook(url));
    await tell();
    await deliver();
    expect((await shown()).deliveries).toMatchObject([
      { state: 'waiting', attempts: 1, detail: 'It answered HTTP 500.' },
    ]);
    // Nothing is due yet.
    await deliver();
    expect(received).toHaveLength(1);
    await timePasses(workspaceId);
    await deliver();
    await timePasses(workspaceId);
    await deliver();
    expect((await shown()).deliveries).toMatchObject([
      { state: 'sent', attempts: 3, detail: null },
    ]);
    await timePasses(workspaceId);
    await deliver();
    expect(received).toHaveLength(3);
    const ids = received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(1);
    const waits = enqueued.flatMap((job) =>
      'afterSeconds' in job ? [Number(job.afterSeconds)] : [],
    );
    expect(waits).toHaveLength(2);
    expect(waits[1]).toBeGreaterThan(waits[0] ?? 0);
  });

  it('is given up after the last try, and sent again by hand', async () => {
    const { url, received } = await receiver(...Array.from({ length: TRIES }, () => 500));
    const { add, tell, deliver, shown, workspaceId, deps, actor } = await newConsole();
    await add(webhook(url));
    await tell();
    for (let tries = 0; tries < TRIES + 2; tries += 1) {
      await timePasses(workspaceId);
      await deliver();
    }
    expect(received).toHaveLength(TRIES);
    const [given] = (await shown()).deliveries;
    expect(given).toMatchObject({ state: 'given-up', attempts: TRIES });
    const id = given?.id ?? '';
    worked(await replayNotice(deps, actor, { id }));
    await deliver();
    expect(received).toHaveLength(TRIES + 1);
    expect((await shown()).deliveries).toMatchObject([{ state: 'sent' }]);
    worked(await replayNotice(deps, actor, { id }));
    expect(await replayNotice(deps, actor, { id })).toMatchObject({
      error: { kind: 'already_so' },
    });
    await deliver();
    expect(received).toHaveLength(TRIES + 2);
  });

  it('is not led elsewhere: a redirect is a failure', async () => {
    const { url, received } = await receiver(302);
    const { add, tell, deliver, shown } = await newConsole();
    await add(webhook(url));
    await tell();
    await deliver();
    expect(received).toHaveLength(1);
    expect((await shown()).deliveries[0]?.detail).toContain('Redirects are not followed');
  });

  it.each([
    (url: string) => url,
    (url: string) => url.replace('http:', 'https:'),
    (url: string) => url.replace('http://127.0.0.1', 'https://localhost'),
    () => 'https://169.254.169.254/latest/meta-data/',
    () => 'https://[fd00:ec2::254]/latest/',
  ])(
    'on the operator’s own network gets nothing unless that is allowed (%#)',
    async (at) => {
      const { url, received } = await receiver();
      const { add, tell, deliver, shown } = await newConsole({ mayNotifyPrivate: false });
      await add(webhook(at(url)));
      await tell();
      await deliver();
      expect(received).toEqual([]);
      expect((await shown()).deliveries[0]?.detail).toContain(
        'DRAWBRIDGE_NOTIFY_PRIVATE',
      );
    },
  );
});

describe('an e-mail', () => {
  it('reaches every recipient as plain text, with a link to the console', async () => {
    const { port, mails } = await mailServer();
    const { add, tell, deliver, shown } = await newConsole();
    await add(mail(port));
    await tell();
    await deliver();
    expect((await shown()).deliveries).toMatchObject([{ state: 'sent' }]);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toContain('To: ana@example.com, ben@example.com');
    expect(mails[0]).toContain(
      'Subject: Ana revoked the session db-mei-aaaaaaaa of deploy',
    );
    expect(mails[0]).toContain(`${ORIGIN}/access/sessions`);
  });

  it('says why the mail server did not take it', async () => {
    const { port } = await mailServer('550 no such person here');
    const { add, tell, deliver, shown } = await newConsole();
    await add(mail(port));
    await tell();
    await deliver();
    expect((await shown()).deliveries).toMatchObject([
      {
        state: 'waiting',
        detail: 'The mail server refused the sender or a recipient.',
      },
    ]);
  });

  it('does not give its password to a mail server without TLS', async () => {
    const { port, mails } = await mailServer();
    const { add, tell, deliver, shown } = await newConsole();
    await add(mail(port, { user: 'drawbridge', password: PASSWORD }));
    await tell();
    await deliver();
    expect(mails).toEqual([]);
    expect((await shown()).deliveries[0]?.state).toBe('waiting');
  });
});

describe('the outbox', () => {
  it('has a notice once for each target that wants it, however often it is told', async () => {
    const { url, received } = await receiver();
    const { port, mails } = await mailServer();
    const { add, tell, deliver } = await newConsole();
    await add(webhook(url));
    await add(mail(port));
    await add(webhook(url, { name: 'Others', events: ['request-made'] }));
    await Promise.all([tell(), tell(), tell()]);
    await tell();
    await deliver();
    await tell();
    await deliver();
    expect([received.length, mails.length]).toEqual([1, 1]);
  });

  it('is sent by the next process when one is killed over it', async () => {
    const { url, received } = await receiver();
    const { add, tell, deliver, workspaceId, deps, shown } = await newConsole();
    await add(webhook(url));
    await tell();
    // Taken by a process that goes no further.
    expect(await deps.outbox.claim(10, 60)).toHaveLength(1);
    await deliver();
    expect(received).toEqual([]);
    await timePasses(workspaceId);
    await Promise.all([deliver(), deliver(), deliver()]);
    expect(received).toHaveLength(1);
    expect((await shown()).deliveries).toMatchObject([{ state: 'sent' }]);
  });

  it('is emptied by the job queue, at once', async () => {
    const { url, received } = await receiver();
    const { add, deps, workspaceId } = await newConsole();
    await add(webhook(url));
    const run = () => deliverNotices(deps);
    const jobs = await startJobs(database().url, createLog('silent'), run);
    stops.push(jobs.stop);
    const { tell } = createNotifier({ ...deps, enqueue: jobs.enqueue });
    await tell(workspaceId, revoked, 'revocation by queue');
    await expect.poll(() => received.length, { timeout: 20_000 }).toBe(1);
  });
});

describe('a target', () => {
  it('keeps its secrets sealed: they are in no row, in no view and in no failure', async () => {
    const { url } = await receiver(500);
    const { port } = await mailServer();
    const { add, tell, deliver, shown, workspaceId, deps } = await newConsole();
    await add(webhook(url));
    await add(mail(port, { user: 'drawbridge', password: PASSWORD }));
    await tell();
    await deliver();
    const log = JSON.stringify(await deps.activity.all(workspaceId));
    const seen = [await storedText(database().url), JSON.stringify(await shown()), log];
    for (const secret of [SIGNING_SECRET, PASSWORD, 'secret-part-of-the-address'])
      for (const text of seen) expect(text).not.toContain(secret);
    expect(log).toContain('has Slack told of: session-revoked.');
  });

  it('of another key says so, and sends nothing', async () => {
    const { url, received } = await receiver();
    const { add, tell, deps, shown } = await newConsole();
    await add(webhook(url));
    await tell();
    const sealer = consoleSealer({ secret: '6'.repeat(64), dataDir: '' });
    const env = { origin: ORIGIN, mayNotifyPrivate: true };
    const courier = consoleCourier({ env, sealer, clock: systemClock });
    await deliverNotices({ ...deps, courier });
    expect(received).toEqual([]);
    expect((await shown()).deliveries[0]?.detail).toContain('DRAWBRIDGE_SECRET');
  });

  it('is tried by a test message, told of other things, and removed with what waits', async () => {
    const { url, received } = await receiver();
    const { add, tell, deliver, shown, deps, actor } = await newConsole();
    const id = await add(webhook(url));
    worked(await sendTest(deps, actor, { id }));
    await deliver();
    expect(received[0]?.headers['drawbridge-event']).toBe('test');
    worked(await setEvents(deps, actor, { id, events: ['request-made'] }));
    await tell();
    expect((await shown()).deliveries).toHaveLength(1);
    worked(await setEvents(deps, actor, { id, events: ['session-revoked'] }));
    await tell();
    worked(await removeTarget(deps, actor, { id }));
    expect(await shown()).toMatchObject({ targets: [], deliveries: [] });
    expect(await removeTarget(deps, actor, { id })).toMatchObject({
      error: { kind: 'not_found' },
    });
  });

  it('is sent its test, and what was sent once more, though the queue is away', async () => {
    const { url, received } = await receiver();
    const { add, deliver, shown, deps, actor } = await newConsole();
    const id = await add(webhook(url));
    const enqueue = () => Promise.reject(new Error('the queue is away'));
    worked(await sendTest({ ...deps, enqueue }, actor, { id }));
    await deliver();
    const [sent] = (await shown()).deliveries;
    worked(await replayNotice({ ...deps, enqueue }, actor, { id: sent?.id ?? '' }));
    await deliver();
    expect(received).toHaveLength(2);
  });

  it('is for administrators of its own workspace', async () => {
    const { url } = await receiver();
    const { add, deps, actor } = await newConsole();
    const other = await newConsole();
    const id = await add(webhook(url));
    const operator = { ...actor, role: 'operator' } as const;
    for (const refused of [
      addTarget(deps, operator, AddTargetInput.parse(webhook(url))),
      removeTarget(deps, operator, { id }),
      sendTest(deps, operator, { id }),
      replayNotice(deps, operator, { id }),
    ])
      expect(await refused).toMatchObject({ error: { kind: 'forbidden' } });
    for (const unknown of [
      removeTarget(deps, other.actor, { id }),
      sendTest(deps, other.actor, { id }),
      setEvents(deps, other.actor, { id, events: ['request-made'] }),
    ])
      expect(await unknown).toMatchObject({ error: { kind: 'not_found' } });
  });
});

it.each([
  [{ url: 'hooks.slack.com/x' }, 'url'],
  [{ url: '' }, 'url'],
  [{ url: 'ftp://example.com/' }, 'url'],
  [{ url: 'https://ana:secret@example.com/' }, 'url'],
  [{ signingSecret: 'short' }, 'signingSecret'],
  [{ events: [] }, 'events'],
  [{ events: ['test'] }, 'events'],
  [{ name: '  ' }, 'name'],
])('takes no webhook with %o', (change, field) => {
  const parsed = AddTargetInput.safeParse(webhook('https://example.com/', change));
  expect(parsed.error?.issues[0]?.path[0]).toBe(field);
});

it.each(['', 'abc', '0', '65536', '1.5'])(
  'says which ports there are to “%s”',
  (port) => {
    const parsed = AddTargetInput.safeParse(mail(1, { port }));
    expect(parsed.error?.issues.map(({ message }) => message)).toEqual([
      'Expected a port from 1 to 65535.',
    ]);
  },
);
