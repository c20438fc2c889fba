import { describe, expect, it } from 'vitest';
import { isAdministration } from '@/lib/auth/administration';
import {
  ADMIN_STEP_UP_MS,
  type AdminStepUp,
  LAXER_SUBJECT,
} from '@/lib/core/admin-step-up';
import { describeError } from '@/lib/core/errors';
import { CLI_SUBJECT } from '@/lib/core/step-up';
import { actionDoorOf, type Door, routeDoorOf } from './doors';
import { currentActor } from './session';
import { setAdminStepUp } from './step-up/admin-step-up-setting';
import { requireFresh } from './step-up/require-fresh';
import { worked } from './test-aws';
import { cliCalls, random } from './test-cli-calls';
import { useConsole } from './test-console';

const HOUR_MS = ADMIN_STEP_UP_MS['every-hour'];

const console = useConsole();
const { requestFor, send, asPage } = cliCalls(console);

type Module = Record<string, unknown>;
const actionFiles = import.meta.glob<Module>('../../app/**/actions.ts', { eager: true });
const routeFiles = import.meta.glob<Module>('../../app/**/route.ts', { eager: true });

const named = (files: Record<string, Module>): [name: string, value: object][] =>
  Object.entries(files).flatMap(([path, exported]) =>
    Object.entries(exported)
      .filter((entry): entry is [string, object] => typeof entry[1] === 'function')
      .map(([name, value]): [string, object] => [`${path} ${name}`, value]),
  );

const actions = named(actionFiles).map(([name, value]) => {
  const door = actionDoorOf(value);
  if (!door) throw new Error(`${name} is not made by defineAction.`);
  return { name, ...door };
});
const routes = named(routeFiles).map(([name, value]) => ({
  name,
  door: routeDoorOf(value),
}));
const asks = ({ permission, exempt }: Door) => isAdministration(permission, exempt);
const asking = actions.filter(asks);

const signedIn = (msAgo: number, where: { userId: string }) =>
  console().world.database.prisma.session.updateMany({
    where,
    data: { createdAt: new Date(Date.now() - msAgo) },
  });
const setTo = (asks: AdminStepUp) =>
  console().ports.stepUps.setAdminStepUp(console().actor.workspaceId, asks);

async function administrator(msAgo: number) {
  const { userId, cookie } = await console().addPerson('Ada', 'admin');
  await signedIn(msAgo, { userId });
  return { userId, cookie, headers: headersOf(cookie) };
}
const headersOf = (cookie: string) => {
  const { origin } = console();
  return new Headers({ cookie, origin, host: new URL(origin).host });
};

describe('administration by a cookie that is older than the workspace allows', () => {
  it('is refused at the door of every action of such a permission, before its input', async () => {
    const { headers } = await administrator(HOUR_MS);
    for (const { name, enter } of asking)
      expect([name, await enter(headers, { not: 'asked' })]).toMatchObject([
        name,
        { ok: false, kind: 'step_up_required' },
      ]);
  });

  it('is let in by a sign-in of the last hour, and by a confirmation', async () => {
    const fresh = await administrator(HOUR_MS - 60_000);
    const old = await administrator(HOUR_MS);
    const stepped = await console().stepUp(old.cookie, 'anything');
    for (const headers of [fresh.headers, headersOf(stepped.cookie)])
      for (const { name, enter } of asking)
        expect([name, await enter(headers, { not: 'asked' })]).toMatchObject([
          name,
          { kind: expect.stringMatching(/^(invalid_input|unavailable)$/) },
        ]);
    // The copy of the cookie ended with the confirmation.
    const [one] = asking;
    expect(await one?.enter(old.headers, {})).toMatchObject({ kind: 'signed_out' });
  });

  it('asks at no door that reads, takes away or asks by itself', async () => {
    const { headers } = await administrator(HOUR_MS);
    const others = actions.filter((door) => !asking.includes(door));
    expect(others.length).toBeGreaterThan(10);
    for (const { name, enter } of others)
      expect([name, await enter(headers, { not: 'asked' })]).not.toMatchObject([
        name,
        { kind: 'step_up_required' },
      ]);
  });

  it('covers all that gives somebody a way in', () => {
    const names = asking.map(({ name }) => name.split(' ')[1]);
    expect(names.sort()).toMatchInlineSnapshot(`
      [
        "addTargetAction",
        "applyPlanAction",
        "changeGrantAction",
        "chooseForPlanAction",
        "confirmHalfAction",
        "connectAccountAction",
        "createLinkAction",
        "decideAction",
        "giveGrantAction",
        "importGrantsAction",
        "inviteAction",
        "liftQuarantineAction",
        "makeResetLinkAction",
        "openIssuerAction",
        "replaceIssuerKeysAction",
        "restoreAction",
        "restoreGrantAction",
        "retryPlanAction",
        "saveGroupAction",
        "setDeviceCodesAction",
        "setEventsAction",
        "setGraceAction",
        "setPortalAction",
        "setProofScheduleAction",
        "setRoleAction",
        "stopEndAction",
        "undoPlanAction",
      ]
    `);
    expect(
      routes.flatMap(({ name, door }) => (door && asks(door) ? [name] : [])),
    ).toEqual(['../../app/api/v1/cli/authorize/route.ts POST']);
  });

  it('knows each route that has no door of its own', () => {
    const open = routes.flatMap(({ name, door }) => (door ? [] : [name]));
    expect(open.sort()).toMatchInlineSnapshot(`
      [
        "../../app/api/auth/[...all]/route.ts GET",
        "../../app/api/auth/[...all]/route.ts POST",
        "../../app/api/healthz/route.ts GET",
        "../../app/api/readyz/route.ts GET",
        "../../app/api/v1/cli/device/route.ts POST",
        "../../app/api/v1/cli/device/token/route.ts POST",
        "../../app/api/v1/cli/token/route.ts POST",
        "../../app/api/v1/first-run/route.ts POST",
        "../../app/api/v1/handshake/confirm/route.ts POST",
        "../../app/api/v1/handshake/route.ts POST",
        "../../app/api/v1/invite/accept/route.ts POST",
        "../../app/api/v1/invite/route.ts POST",
        "../../app/api/v1/password-reset/route.ts POST",
        "../../app/api/v1/password-reset/use/route.ts POST",
        "../../app/oidc/[workspaceId]/jwks/route.ts GET",
      ]
    `);
  });

  it('makes no token for a computer, though no grant asks for anything', async () => {
    const { userId, cookie } = await console().addPerson();
    const allow = (by: string, more: object = {}) =>
      send('/api/v1/cli/authorize', { ...requestFor(random()), ...more }, asPage(by));
    await signedIn(HOUR_MS, { userId });
    const refused = await allow(cookie);
    expect([refused.status, ((await refused.json()) as { title: string }).title]).toEqual(
      [403, 'step_up_required'],
    );
    const stepped = await console().stepUp(cookie, CLI_SUBJECT);
    expect((await allow(stepped.cookie, stepped)).status).toBe(400);
    const { confirmation } = stepped;
    expect((await allow(stepped.cookie, { confirmation })).status).toBe(200);
  });
});

describe('how often the workspace asks', () => {
  it('is every hour for a new workspace, and never or more often where it says so', async () => {
    const { headers } = await administrator(ADMIN_STEP_UP_MS['every-10-min']);
    const kind = async () => {
      const answers = await Promise.all(asking.map(({ enter }) => enter(headers, {})));
      return answers.some((answer) => answer.kind === 'step_up_required');
    };
    expect(await kind()).toBe(false);
    await setTo('every-10-min');
    expect(await kind()).toBe(true);
    await setTo('never');
    const old = await administrator(7 * HOUR_MS);
    const [one] = asking;
    expect(await one?.enter(old.headers, { not: 'asked' })).toMatchObject({
      kind: 'invalid_input',
    });
    await setTo('every-hour');
  });

  it('is made laxer by a confirmation for that alone, and stricter at once', async () => {
    const { ports } = console();
    const { cookie } = await administrator(0);
    const actorOf = async (by: string) => {
      const actor = await currentActor(ports, headersOf(by));
      if (!actor) throw new Error('Nobody is signed in.');
      return actor;
    };
    const first = await actorOf(cookie);
    worked(await setAdminStepUp(ports, first, { asks: 'every-10-min' }));
    expect(await setAdminStepUp(ports, first, { asks: 'never' })).toMatchObject({
      error: { kind: 'step_up_required', subject: LAXER_SUBJECT },
    });
    const other = await console().stepUp(cookie, 'anything');
    const { confirmation: wrong } = other;
    const again = await actorOf(other.cookie);
    expect(
      await setAdminStepUp(ports, again, { asks: 'every-hour', confirmation: wrong }),
    ).toMatchObject({ error: { kind: 'step_up_required' } });
    const mine = await console().stepUp(other.cookie, LAXER_SUBJECT);
    const { confirmation } = mine;
    const now = await actorOf(mine.cookie);
    worked(await setAdminStepUp(ports, now, { asks: 'every-hour', confirmation }));
    const viewer = await console().addPerson();
    expect(
      await setAdminStepUp(ports, await actorOf(viewer.cookie), { asks: 'never' }),
    ).toMatchObject({ error: { kind: 'forbidden' } });
  });

  it('goes for a program by its person’s last confirmation, and says where to confirm', async () => {
    const { ports, actor } = console();
    const { userId, cookie } = await console().addPerson('Ada', 'admin');
    const program = { ...actor, userId };
    const door = { permission: 'people:manage', exempt: undefined } as const;
    const refusal = await requireFresh(ports, program, door);
    expect(refusal && describeError(refusal)).toMatch(/Settings .+ choose Confirm now/);
    await console().stepUp(cookie, 'anything');
    expect(await requireFresh(ports, program, door)).toBeNull();
  });
});
