import { describe, expect, it } from 'vitest';
import { err, ok } from '@/lib/core/result';
import type { AwsFailure, TrailEvent } from '@/lib/ports';
import { CI, DATA, TOOLING } from './fakes/inventory';
import { askedChange, pageOf, provenWithOwner } from './fakes/owned';
import { ROLE, ROLE_KEY } from './fakes/planned';
import { confirmHalf } from './handshake/confirm-half';
import { createLink } from './handshake/create-link';
import { verifyPlan } from './verify-plan';
import { watchNow } from './watch-job';
import { watchPlan } from './watch-plan';

const ANNA = `arn:aws:iam::${TOOLING}:user/anna`;
const NOW_ANNA = { who: ANNA, confirmedName: ROLE };

type Asked = Awaited<ReturnType<typeof askedChange>>;

const look = ({ console, next }: Asked) =>
  watchPlan(
    console.deps,
    watchNow({ workspaceId: next.actor.workspaceId, planId: next.planId }),
  );

/** Somebody of the owner's account takes the role, so long after now. */
function takes({ console }: Asked, afterMs: number): void {
  const event: Partial<TrailEvent> = {
    name: 'AssumeRole',
    errorCode: null,
    roleArn: `arn:aws:iam::${DATA}:role/drawbridge-managed/${ROLE}`,
    callerAccountId: TOOLING,
    issuerArn: null,
    callerArn: null,
    at: new Date(console.deps.clock.at + afterMs),
  };
  console.deps.aws.lookupEvents = async (_at, { from }) =>
    ok({
      events: event.at && event.at >= from ? [event as TrailEvent] : [],
      isMore: false,
    });
}

const KEYS = {
  accessKeyId: 'A',
  secretAccessKey: 'B',
  sessionToken: 'C',
  expiresAt: new Date('2027-01-01T00:00:00Z'),
};

/** What AWS answers from now on to the role `ci-deploy`, as which alone this console can call. */
function answersCi({ deps: { aws } }: Asked['console'], isLetIn: boolean): void {
  aws.actAs = async (_at, { principalArn }) =>
    principalArn === CI
      ? ok(KEYS)
      : err({ kind: 'not_configured', message: 'Not tested: a fake.' });
  aws.assumeRoleWith = async () =>
    isLetIn ? ok({ credentials: KEYS } as never) : err(REFUSED); // only the keys are used
}

const REFUSED: AwsFailure = {
  kind: 'refused',
  operation: 'sts:AssumeRole',
  code: 'AccessDenied',
  message: 'no',
  requestId: null,
};

/** The word of somebody here that the owner has run the difference. */
async function isSaid({ console, next }: Asked) {
  const { deps, actor } = console;
  const rows: Awaited<ReturnType<typeof deps.attestations.listOf>> = [];
  deps.attestations.listOf = async () => rows;
  const put = async (row: object) => void rows.push(row as never); // what is stored of a word
  return confirmHalf({ ...deps, attestations: { ...deps.attestations, put } }, actor, {
    planId: next.planId,
  });
}

describe('another who takes the role, in the account of an owner', () => {
  it('is let in by our trust at once, and who was before is out at once', async () => {
    const asked = await askedChange(TOOLING, NOW_ANNA);
    const { first, next, console } = asked;
    expect(next.stored().body.warnings.join()).toContain('runs the difference');
    await next.apply();
    expect([first.stored().state, next.stored().state]).toEqual(['replaced', 'waiting']);
    const trust = console.deps.aws.roles.get(ROLE_KEY)?.trust;
    expect(trust).toContain(ANNA);
    expect(trust).not.toContain('ci-deploy');
    await look(asked);
    expect(next.stored().state).toBe('waiting');
  });

  it('turns proven when CloudTrail tells of a taking that the former trust cannot have let in', async () => {
    const asked = await askedChange(TOOLING, NOW_ANNA);
    const { next, console } = asked;
    await next.apply();
    takes(asked, 10_000);
    console.deps.clock.at += 600_000;
    await look(asked);
    expect(next.stored().state).toBe('waiting');
    takes(asked, -60_000);
    await look(asked);
    expect(next.stored()).toMatchObject({
      state: 'proven',
      proof: { sentence: expect.stringContaining('Both halves agree') },
    });
    expect(next.stored().steps.map(({ state }) => state)).not.toContain('waiting');
  });

  it('takes no word, since a call shows it', async () => {
    const asked = await askedChange(TOOLING, NOW_ANNA);
    await asked.next.apply();
    expect(await isSaid(asked)).toMatchObject({ error: { kind: 'conflict' } });
  });

  it('is undone on our side, and the owner is shown how to take the difference back', async () => {
    const asked = await askedChange(TOOLING, NOW_ANNA);
    const { first, next, console } = asked;
    const before = first.atAws();
    await next.apply();
    await next.undo();
    expect([first.stored().state, next.stored().state]).toEqual(['applied', 'undone']);
    expect(first.atAws()).toBe(before);
    const page = await pageOf(console, next.planId);
    expect(page).toMatchObject({ state: 'withdrawn', files: [], changes: [] });
    expect(page.undo).toContain('delete-user-policy');
    expect(page.undo).toContain('put-role-policy');
  });
});

describe('what the role may do, in the account of an owner', () => {
  const writes = { access: 'write' as const, confirmedName: ROLE };

  /** Everything that is asked of AWS goes through, before and after. */
  async function alike(): Promise<Asked> {
    const asked = await askedChange(DATA, writes);
    answersCi(asked.console, true);
    await asked.next.apply();
    return asked;
  }

  it('is never proven by calls that passed before', async () => {
    const asked = await alike();
    await look(asked);
    expect(asked.next.stored()).toMatchObject({
      state: 'waiting',
      progress: expect.stringContaining('came to the same before'),
    });
  });

  it('is taken by the word of its owner, and said to be no more, also when tested again', async () => {
    const asked = await alike();
    const { next, console } = asked;
    expect(await isSaid(asked)).toEqual({ ok: true, value: null });
    await look(asked);
    const said = {
      state: 'applied',
      proof: {
        state: 'red',
        sentence: expect.stringMatching(/^Confirmed by Mei, not seen by us: /),
      },
    };
    expect(next.stored()).toMatchObject(said);
    const { workspaceId } = console.actor;
    await verifyPlan(console.deps, { workspaceId, planId: next.planId });
    expect(next.stored()).toMatchObject(said);
  });

  it('waits where AWS refuses what has to work, whatever is said', async () => {
    const asked = await askedChange(DATA, writes);
    const { next, console } = asked;
    answersCi(console, false);
    await next.apply();
    expect(next.stored().proof?.before).not.toEqual([]);
    await look(asked);
    expect(next.stored()).toMatchObject({
      state: 'waiting',
      progress: expect.stringContaining('AWS still refuses'),
    });
    answersCi(console, true);
    await look(asked);
    expect(next.stored().state).toBe('proven');
  });

  it('is shown to its owner as the difference, statement by statement', async () => {
    const { next, console, first } = await askedChange(DATA, writes);
    const page = await pageOf(console, next.planId, DATA);
    expect(page).toMatchObject({ state: 'waiting', isChange: true, creates: [] });
    const [change] = page.changes;
    expect(change?.operation).toBe('PutRolePolicy');
    const [was, willBe] = (['was', 'willBe'] as const).map((key) =>
      change?.statements.map((one) => one[key]).join(),
    );
    expect(was).toContain('s3:GetObject');
    expect(was).not.toContain('s3:PutObject');
    expect(willBe).toContain('s3:PutObject');
    expect(page.files.map(({ format }) => format)).toContain('bash');
    await next.apply();
    expect(await pageOf(console, first.planId, DATA)).toMatchObject({
      state: 'newer',
      undo: '',
      files: [],
      creates: [],
      changes: [],
    });
  });
});

it('has a link to give out for the difference, and none for what it changed', async () => {
  const { console, first, next } = await askedChange(TOOLING, NOW_ANNA);
  const { deps, actor } = console;
  await next.apply();
  const ports = {
    ...deps,
    handshakeLinks: { create: async () => undefined },
    env: { ...deps.env, origin: 'https://bridge.example' },
  };
  const linkFor = (planId: string) =>
    createLink(ports, actor, { planId: planId as never, hours: 1 }); // an id of a test
  expect(await linkFor(next.planId)).toMatchObject({ ok: true });
  expect(await linkFor(first.planId)).toMatchObject({ ok: false });
});

it.each([TOOLING, DATA])(
  'asks the owner of %s for nothing where nothing is theirs',
  async (theirs) => {
    const { change, first } = await provenWithOwner(theirs);
    const noted = await change({ purpose: 'Nightly copy', confirmedName: ROLE });
    expect(noted).toEqual({ ok: true, value: { planId: first.planId } });
  },
);
