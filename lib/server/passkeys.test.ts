import { expect, it } from 'vitest';
import { ADD_PASSKEY_SUBJECT, FLOOR_SUBJECT } from '@/lib/core/step-up';
import { makeResetLink } from '@/lib/people/reset-link';
import type { Actor } from '@/lib/ports';
import { listPasskeys, removePasskey } from './passkeys/own-passkeys';
import { type Authenticator, makeAuthenticator } from './test-authenticator';
import { worked } from './test-aws';
import { cliCalls } from './test-cli-calls';
import { PASSWORD, useConsole } from './test-console';

const console = useConsole();
const { send, asPage, roles } = cliCalls(console);

type Headers = Record<string, string>;
const own = (): Headers => ({ origin: console().origin });
const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
const detailOf = async (answer: Response) =>
  ((await answer.json()) as { detail?: string }).detail;
const actorOf = async (userId: Actor['userId']) =>
  (await console().ports.people.findActor(userId)) as Actor; // made just now

/** The question that a browser puts to a device, with the cookie that it is kept by. */
async function asked(answer: Response, headers: Headers) {
  expect(answer.status).toBe(200);
  const cookie = [headers['cookie'], cookiesOf(answer)].filter(Boolean).join('; ');
  return {
    question: (await answer.json()) as { challenge: string; allowCredentials?: object[] },
    headers: { ...headers, cookie },
  };
}
const challenge = async (headers: Headers = own()) =>
  asked(await send('/api/auth/passkey/challenge', {}, headers), headers);

async function addTo(
  cookie: string,
  device: Authenticator = makeAuthenticator(console().origin),
  answer = {},
) {
  const stepped = await console().stepUp(cookie, ADD_PASSKEY_SUBJECT);
  const headers = asPage(stepped.cookie);
  const { confirmation } = stepped;
  const offer = await send('/api/auth/passkey/offer', { confirmation }, headers);
  const { question, headers: asking } = await asked(offer, headers);
  const body = { shown: device.make(question, answer), name: 'Laptop' };
  const kept = await send('/api/auth/passkey/keep', body, asking);
  return { device, kept, cookie: stepped.cookie };
}

async function signIn(device: Authenticator, answer = {}) {
  const { question, headers } = await challenge();
  const shown = device.show(question, answer);
  return send('/api/auth/sign-in/passkey', { shown }, headers);
}

it('signs its person in, and says so in the log and in Settings', async () => {
  const { userId, cookie } = await console().addPerson('Mei');
  const { device, kept } = await addTo(cookie);
  expect(kept.status).toBe(200);
  const signedIn = await signIn(device);
  expect([signedIn.status, await signedIn.json()]).toEqual([200, { ok: true }]);
  expect((await roles({ cookie: cookiesOf(signedIn) })).status).toBe(200);
  const actor = await actorOf(userId);
  expect(worked(await listPasskeys(console().ports, actor))).toMatchObject([
    { name: 'Laptop', lastUsedAt: expect.any(String) },
  ]);
  const log = await console().ports.activity.all(actor.workspaceId);
  expect(log.filter(({ target }) => target === actor.email).slice(-2)).toMatchObject([
    {
      event: 'person.passkey-added',
      sentence: 'Mei added the passkey “Laptop” to sign in by.',
    },
    { event: 'person.signed-in', sentence: 'Mei signed in by passkey.' },
  ]);
});

it('is added with a confirmation for just that, which a copied cookie has none of', async () => {
  const { cookie } = await console().addPerson('Ada');
  const offer = (headers: Headers, body = {}) =>
    send('/api/auth/passkey/offer', body, headers);
  expect((await offer(own())).status).toBe(401);
  expect((await offer(asPage(cookie))).status).toBe(403);
  const other = await console().stepUp(cookie, FLOOR_SUBJECT);
  const { confirmation } = other;
  expect((await offer(asPage(other.cookie), { confirmation })).status).toBe(403);
  const mine = await addTo(other.cookie);
  expect(mine.kept.status).toBe(200);
  const shown = mine.device.make({ challenge: 'made up' });
  const again = await send(
    '/api/auth/passkey/keep',
    { shown, name: 'Twice' },
    asPage(mine.cookie),
  );
  expect(again.status).toBe(400);
});

it('asks for a PIN, finger or face, when it is made and each time', async () => {
  const { cookie } = await console().addPerson('Bea');
  const made = await addTo(cookie, undefined, { isVerified: false });
  expect([made.kept.status, await detailOf(made.kept)]).toEqual([
    400,
    expect.stringContaining('PIN, finger or face'),
  ]);
  const { device } = await addTo(made.cookie);
  const held = await signIn(device, { isVerified: false });
  expect([held.status, await detailOf(held), cookiesOf(held)]).toEqual([
    400,
    'The passkey did not ask for your PIN, finger or face. Use one that does.',
    '',
  ]);
});

it('T09: signs in who is kept out by wrong passwords', async () => {
  const { userId, cookie } = await console().addPerson('Cleo');
  const { device } = await addTo(cookie);
  const { email } = await actorOf(userId);
  const byPassword = (password: string) =>
    send('/api/auth/sign-in/email', { email, password }, own());
  for (let tries = 0; tries < 11; tries += 1) await byPassword('wrong, and long enough');
  expect((await byPassword(PASSWORD)).status).toBe(429);
  expect((await signIn(device)).status).toBe(200);
});

it('is refused for another console, a second time, and from a copied key', async () => {
  const { cookie } = await console().addPerson('Dan');
  const { device } = await addTo(cookie);
  const foreign = await signIn(device, { origin: 'https://drawbridge.example.net' });
  expect([foreign.status, cookiesOf(foreign)]).toEqual([400, '']);
  const { question, headers } = await challenge();
  const shown = device.show(question, { counter: 7 });
  const post = () => send('/api/auth/sign-in/passkey', { shown }, headers);
  expect([(await post()).status, (await post()).status]).toEqual([200, 400]);
  expect((await signIn(device, { counter: 6 })).status).toBe(400);
  expect((await signIn(makeAuthenticator(console().origin))).status).toBe(400);
});

it('T06: confirms that it is its person, for one thing, and ends the session before', async () => {
  const mei = await console().addPerson('Eve');
  const { device, cookie } = await addTo(mei.cookie);
  const { question, headers } = await challenge(asPage(cookie));
  expect(question.allowCredentials).toMatchObject([{ id: device.id }]);
  const confirmed = await send(
    '/api/auth/step-up/passkey',
    { shown: device.show(question), subject: ADD_PASSKEY_SUBJECT },
    headers,
  );
  expect(confirmed.status).toBe(200);
  expect((await roles({ cookie })).status).toBe(401);
  const { confirmation } = (await confirmed.json()) as { confirmation: string };
  const asNow = asPage(cookiesOf(confirmed));
  const offer = () => send('/api/auth/passkey/offer', { confirmation }, asNow);
  expect([(await offer()).status, (await offer()).status]).toEqual([200, 403]);
});

it('confirms nothing for somebody else, and leaves nobody signed in by it', async () => {
  const { device } = await addTo((await console().addPerson('Fay')).cookie);
  const thief = await console().addPerson('Gil');
  const { question, headers } = await challenge(asPage(thief.cookie));
  const refused = await send(
    '/api/auth/step-up/passkey',
    { shown: device.show(question), subject: ADD_PASSKEY_SUBJECT },
    headers,
  );
  expect([refused.status, cookiesOf(refused)]).toEqual([400, '']);
  expect(await detailOf(refused)).toContain('somebody else’s');
  expect((await roles({ cookie: thief.cookie })).status).toBe(200);
  const { workspaceId } = console().actor;
  expect((await console().ports.activity.all(workspaceId)).at(-1)).toMatchObject({
    event: 'person.confirmed',
    outcome: 'refused',
    sentence: 'Gil did not confirm that it is them: by somebody else’s passkey.',
  });
});

it('opens nothing once it is removed, by its person alone', async () => {
  const { userId, cookie } = await console().addPerson('Hal');
  const { device } = await addTo(cookie);
  const { ports } = console();
  const actor = await actorOf(userId);
  const [passkey] = worked(await listPasskeys(ports, actor));
  const id = passkey?.id ?? '';
  const stranger = await actorOf((await console().addPerson('Ivo')).userId);
  expect(await removePasskey(ports, stranger, { id })).toMatchObject({ ok: false });
  expect(worked(await removePasskey(ports, actor, { id }))).toEqual({ id });
  const after = await signIn(device);
  expect([after.status, cookiesOf(after)]).toEqual([400, '']);
});

it('ends with a password that was reset, and stays with one that was changed', async () => {
  const kit = await console().addPerson('Kit');
  const { device, cookie } = await addTo(kit.cookie);
  const newPassword = 'an even longer and quieter one';
  const changed = await send(
    '/api/auth/change-password',
    { currentPassword: PASSWORD, newPassword },
    asPage(cookie),
  );
  expect(changed.status).toBe(200);
  expect((await signIn(device)).status).toBe(200);
  const admin = await actorOf((await console().addPerson('Ada', 'admin')).userId);
  const { url } = worked(
    await makeResetLink(console().ports, admin, { userId: kit.userId }),
  );
  const secret = url.split('#')[1] ?? '';
  const reset = { secret, newPassword: `${newPassword}!` };
  expect((await send('/api/v1/password-reset/use', reset, own())).status).toBe(200);
  expect((await signIn(device)).status).toBe(400);
  const log = await console().ports.activity.all(admin.workspaceId);
  expect(log.at(-1)?.sentence).toContain('2 sessions, 1 passkey.');
});

it('opens nothing where its session ended while the device made it', async () => {
  const lou = await console().addPerson('Lou');
  const stepped = await console().stepUp(lou.cookie, ADD_PASSKEY_SUBJECT);
  const headers = asPage(stepped.cookie);
  const { confirmation } = stepped;
  const offer = await send('/api/auth/passkey/offer', { confirmation }, headers);
  const { question, headers: asking } = await asked(offer, headers);
  const device = makeAuthenticator(console().origin);
  const { ports, world } = console();
  const { prisma } = world.database;
  // As a reset does that comes between the two: after the library looked, before it counts.
  const { accept } = ports.passkeys;
  ports.passkeys.accept = async (who, ...rest) => {
    await prisma.session.deleteMany({ where: { userId: lou.userId } });
    return accept(who, ...rest);
  };
  const body = { shown: device.make(question), name: 'Late' };
  const kept = await send('/api/auth/passkey/keep', body, asking);
  ports.passkeys.accept = accept;
  expect(kept.status).toBe(401);
  expect(await prisma.passkey.count({ where: { userId: lou.userId } })).toBe(0);
  expect((await signIn(device)).status).toBe(400);
});

it('T06: is asked to confirm so often only, for each refusal is in the log', async () => {
  const { cookie } = await console().addPerson('Max');
  const shown = { id: 'x', response: {} };
  const subject = ADD_PASSKEY_SUBJECT;
  const tryIt = async () =>
    (await send('/api/auth/step-up/passkey', { shown, subject }, asPage(cookie))).status;
  const answers: number[] = [];
  for (let tries = 0; tries < 61; tries += 1) answers.push(await tryIt());
  expect([...new Set(answers.slice(0, 60))]).toEqual([400]);
  expect(answers[60]).toBe(429);
});

it('signs nobody in who is in no workspace any more', async () => {
  const { userId, cookie } = await console().addPerson('Jo');
  const { device } = await addTo(cookie);
  const { prisma } = console().world.database;
  await prisma.membership.deleteMany({ where: { userId } });
  const answer = await signIn(device);
  expect([answer.status, cookiesOf(answer)]).toEqual([409, '']);
});
