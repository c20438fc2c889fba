import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  CLI_SUBJECT,
  FLOOR_SUBJECT,
  isUnconfirmed,
  STEP_UP_MS,
  type StepUp,
} from '@/lib/core/step-up';
import { getHome } from '@/lib/credentials/get-home';
import { currentActor } from './session';
import { setStepUpFloor } from './step-up/step-up-setting';
import { worked } from './test-aws';
import { cliCalls, random } from './test-cli-calls';
import { useConsole } from './test-console';

const console = useConsole();
const { requestFor, send, asPage, asProgram, tokenOf } = cliCalls(console);

let roleArn = '';
beforeAll(async () => {
  await console().addPerson();
  const [grant] = await console().ports.grants.listOpen(console().actor.workspaceId);
  roleArn = grant?.roleArn ?? '';
});
afterEach(() => ask('never'));

const ask = (stepUp: StepUp) =>
  console().world.database.prisma.roleGrant.updateMany({
    where: { roleArn },
    data: { stepUp },
  });
const take = (headers: Record<string, string>, more: object = {}) =>
  send('/api/v1/credentials', { roleArn, durationSeconds: 900, ...more }, headers);
const titleOf = async (response: Response) =>
  ((await response.json()) as { title?: string }).title;
const detailOf = async (response: Response) =>
  ((await response.json()) as { detail: string }).detail;
const confirm = (cookie: string, body: object) =>
  send('/api/auth/step-up/password', body, asPage(cookie));

describe('a role that asks its holder to confirm', () => {
  it('is taken by one click where the grant does not ask', async () => {
    const { cookie } = await console().addPerson();
    expect((await take(asPage(cookie))).status).toBe(200);
  });

  it('each time: a confirmation opens it once, and no other role', async () => {
    await ask('each-time');
    const { cookie } = await console().addPerson();
    const refused = await take(asPage(cookie));
    expect([refused.status, await titleOf(refused)]).toEqual([403, 'step_up_required']);
    const other = await console().stepUp(cookie, 'arn:aws:iam::111122223333:role/other');
    const misused = await take(asPage(other.cookie), {
      confirmation: other.confirmation,
    });
    expect(misused.status).toBe(403);
    const mine = await console().stepUp(other.cookie, roleArn);
    const { confirmation } = mine;
    const tries = await Promise.all(
      Array.from({ length: 5 }, () => take(asPage(mine.cookie), { confirmation })),
    );
    expect(tries.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403, 403]);
  });

  it('T06: a copied cookie passes neither each time nor after a confirmation', async () => {
    await ask('each-time');
    const { cookie: copied } = await console().addPerson();
    const { cookie, confirmation } = await console().stepUp(copied, roleArn);
    expect((await take(asPage(copied), { confirmation })).status).toBe(401);
    expect((await take(asPage(cookie))).status).toBe(403);
    const thief = await console().addPerson('Bo');
    expect((await take(asPage(thief.cookie), { confirmation })).status).toBe(403);
    expect((await take(asPage(cookie), { confirmation })).status).toBe(200);
  });

  it('opens the console by the same confirmation', async () => {
    await ask('each-time');
    const { cookie } = await console().addPerson();
    const stepped = await console().stepUp(cookie, roleArn);
    const open = (more: object) =>
      send('/api/v1/console', { roleArn, ...more }, asPage(stepped.cookie));
    expect((await open({})).status).toBe(403);
    const opened = await open({ confirmation: stepped.confirmation });
    expect(opened.status).toBe(303);
  });

  it('every 12 hours: once per session, and again when that is long ago', async () => {
    await ask('every-12-h');
    const { userId, cookie } = await console().addPerson();
    expect((await take(asPage(cookie))).status).toBe(403);
    const stepped = await console().stepUp(cookie, 'anything');
    for (const _ of [1, 2]) expect((await take(asPage(stepped.cookie))).status).toBe(200);
    const steppedUpAt = new Date(Date.now() - STEP_UP_MS);
    const { session } = console().world.database.prisma;
    await session.updateMany({ where: { userId }, data: { steppedUpAt } });
    expect((await take(asPage(stepped.cookie))).status).toBe(403);
  });

  it('goes with no program each time, and every 12 hours after its person confirmed', async () => {
    const { cookie } = await console().addPerson();
    const program = asProgram(await tokenOf(cookie));
    await ask('every-12-h');
    expect(await detailOf(await take(program))).toMatch(
      /every 12 hours\. Open the page Settings .+ Confirm now, and run this again\.$/,
    );
    const { confirmation } = await console().stepUp(cookie, roleArn);
    expect((await take(program)).status).toBe(200);
    await ask('each-time');
    const refused = await take(program, { confirmation });
    expect(await detailOf(refused)).toContain('which no program can do');
    const body = { password: 'correct horse battery staple', subject: roleArn };
    expect((await send('/api/auth/step-up/password', body, program)).status).toBe(403);
  });

  it('lets no computer be signed in by the cookie alone, as often as the roles ask', async () => {
    const { cookie } = await console().addPerson();
    const allow = (page: string, more: object = {}) =>
      send('/api/v1/cli/authorize', { ...requestFor(random()), ...more }, asPage(page));
    expect((await allow(cookie)).status).toBe(200);
    await ask('every-12-h');
    const refused = await allow(cookie);
    expect(refused.status).toBe(403);
    expect(isUnconfirmed(await detailOf(refused))).toBe(true);
    const first = await console().stepUp(cookie, 'anything');
    expect((await allow(first.cookie)).status).toBe(200);
    await ask('each-time');
    const { confirmation: other } = first;
    expect((await allow(first.cookie, { confirmation: other })).status).toBe(403);
    const mine = await console().stepUp(first.cookie, CLI_SUBJECT);
    const { confirmation } = mine;
    const twice = [1, 2].map(() => allow(mine.cookie, { confirmation }));
    const answers = (await Promise.all(twice)).map(({ status }) => status);
    expect(answers.sort()).toEqual([200, 403]);
  });

  it('says on the home page what has to be confirmed, by the floor as well', async () => {
    const { ports, actor } = console();
    const { userId, cookie } = await console().addPerson();
    const mei = { ...actor, ...(await ports.people.findActor(userId)) };
    const shown = async () =>
      worked(await getHome(ports, mei)).roles.map(({ stepUp }) => stepUp)[0];
    expect(await shown()).toBe('never');
    const floor = { floor: 'each-time' } as const;
    expect(await setStepUpFloor(ports, mei, floor)).toMatchObject({
      error: { kind: 'forbidden' },
    });
    const admin = { ...mei, role: 'admin' as const };
    worked(await setStepUpFloor(ports, admin, floor));
    expect(await shown()).toBe('each-time');
    expect((await take(asPage(cookie))).status).toBe(403);

    const none = { floor: 'never' } as const;
    const stepped = await console().stepUp(cookie, FLOOR_SUBJECT);
    const headers = new Headers({ cookie: stepped.cookie });
    const here = { ...admin, ...(await currentActor(ports, headers)), role: admin.role };
    expect(await setStepUpFloor(ports, here, none)).toMatchObject({
      error: { kind: 'step_up_required' },
    });
    const { confirmation } = stepped;
    worked(await setStepUpFloor(ports, here, floor));
    worked(await setStepUpFloor(ports, here, { ...none, confirmation }));
    expect(await shown()).toBe('never');
  });
});

describe('confirming by the password', () => {
  it('refuses a wrong one, and counts it with those of signing in', async () => {
    const { cookie } = await console().addPerson();
    const wrong = { password: 'not it at all', subject: roleArn };
    const first = await confirm(cookie, wrong);
    expect([first.status, await detailOf(first)]).toEqual([
      400,
      'The password is not right.',
    ]);
    for (let count = 1; count < 10; count += 1) await confirm(cookie, wrong);
    const right = { ...wrong, password: 'correct horse battery staple' };
    expect((await confirm(cookie, right)).status).toBe(429);
    expect((await take(asPage(cookie))).status).toBe(200);
  });

  it('is nobody’s who is signed out, and needs a whole form', async () => {
    expect((await confirm('', { password: 'x', subject: 'y' })).status).toBe(401);
    const { cookie } = await console().addPerson();
    expect((await confirm(cookie, { password: 'x' })).status).toBe(400);
  });

  it('writes down who confirmed, and keeps no secret as it is', async () => {
    const { userId, cookie } = await console().addPerson();
    const { confirmation } = await console().stepUp(cookie, roleArn);
    const { prisma } = console().world.database;
    const events = await prisma.activityEvent.findMany({ where: { actorId: userId } });
    expect(events.map(({ sentence }) => sentence)).toContain(
      'Mei confirmed by password that it is them.',
    );
    const sessions = await prisma.session.findMany({ where: { userId } });
    expect(JSON.stringify([events, sessions])).not.toContain(confirmation);
    expect(sessions.filter(({ steppedUpBy }) => steppedUpBy)).toHaveLength(1);
  });
});
