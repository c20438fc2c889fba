import { describe, expect, it } from 'vitest';
import { endPlan } from './end/end-plan';
import { fakeConsole } from './fakes/console';
import { consoleWithKey } from './fakes/console-with-key';
import { CI, DATA, ORG_ID, organization, TOOLING } from './fakes/inventory';
import { withPlan } from './fakes/planned';
import { previewOf } from './fakes/preview-of';
import type { DraftFields } from './schema';

type Fields = Partial<DraftFields>;

const BUCKET: Fields = {
  recipe: 'bucket-policy',
  who: CI,
  bucket: 'app-logs',
  access: 'both',
};
const WORKLOAD: Fields = {
  recipe: 'workload-bucket',
  who: '',
  workload: 'ec2',
  trustedAccount: TOOLING,
  bucket: 'app-logs',
  access: 'both',
};
const ENDS: Fields = { requireEnd: true, endsAt: '2026-12-31T23:00:00Z' };

/** What the statements of each document ask for, whatever they ask for by themselves. */
function demandsIn(json: string, keys: readonly string[]) {
  return JSON.parse(json).Statement.map(
    ({ Sid, Condition = {} }: { Sid: string; Condition?: Record<string, object> }) => {
      const asked = Object.values(Condition).flatMap((block) => Object.entries(block));
      return [Sid, asked.filter(([key]) => keys.includes(key))] as const;
    },
  );
}

const isOfKey = (sid: string) => /UsesKey$|^UseBucketKey$/.test(sid);

const CASES: [string, Fields, [string, string | string[]][], boolean][] = [
  ['an end', ENDS, [['aws:CurrentTime', '2026-12-31T23:00:00Z']], true],
  [
    'source addresses',
    { requireSourceIp: true, sourceIps: '203.0.113.0/24' },
    [['aws:SourceIp', '203.0.113.0/24']],
    false,
  ],
  [
    'a VPC',
    { requireVpc: true, vpcs: 'vpc-0a1b2c3d' },
    [['aws:SourceVpc', 'vpc-0a1b2c3d']],
    false,
  ],
  [
    'an endpoint',
    { requireVpc: true, vpcs: 'vpce-0a1b2c3d4e5f60718' },
    [['aws:SourceVpce', 'vpce-0a1b2c3d4e5f60718']],
    false,
  ],
  [
    'tags of the caller',
    { requirePrincipalTags: true, principalTags: 'team=web|api' },
    [['aws:PrincipalTag/team', ['api', 'web']]],
    true,
  ],
];

describe('a guard on a bucket that somebody uses as itself', () => {
  it.each(CASES)(
    'of %s stands in both halves, and on the key as far as S3 passes it on',
    async (_, fields, asked, isOnKey) => {
      const keys = asked.map(([key]) => key);
      for (const recipe of [BUCKET, WORKLOAD]) {
        const view = await previewOf({ ...recipe, ...fields }, consoleWithKey());
        expect(view.fieldErrors).toEqual({});
        const found = view.documents
          .filter(({ title }) => /^(Bucket policy|Key policy|Permissions) of/.test(title))
          .flatMap(({ json }) => demandsIn(json, keys));
        expect(found.length).toBeGreaterThan(6);
        for (const [sid, demands] of found)
          expect([sid, demands]).toEqual([sid, isOfKey(sid) && !isOnKey ? [] : asked]);
      }
    },
  );

  it.each(CASES.slice(0, 4))(
    'of %s is in the verdict, and every lock says the same',
    async (_, fields) => {
      const view = await previewOf({ ...BUCKET, ...fields }, consoleWithKey());
      expect(view.bridge.deck).toBe('conditional');
      expect(view.bridge.locks.map(({ state }) => state).slice(0, 2)).toEqual([
        'conditional',
        'conditional',
      ]);
      expect(view.bridge.sentence).toContain('can read and write app-logs in Data, if');
    },
  );

  it('tells at once that the caller has not the tags', async () => {
    const fields = { requirePrincipalTags: true, principalTags: 'team=web' };
    const { bridge } = await previewOf({ ...BUCKET, ...fields }, consoleWithKey());
    expect(bridge.deck).not.toBe('works');
  });

  it('of the organisation names it, and refuses a caller outside it', async () => {
    const fields = { ...BUCKET, requireOrganization: true };
    const inside = fakeConsole({ org: organization(TOOLING, DATA) });
    const { documents } = await previewOf(fields, inside);
    for (const { json } of documents) expect(json).toContain(ORG_ID);
    const outside = fakeConsole({ org: organization(DATA) });
    const view = await previewOf(fields, outside);
    expect(view.fieldErrors.organizationId).toContain('is not an account of');
  });

  it('says what it adds to the bucket, and what it cannot do there', async () => {
    const view = await previewOf(
      { ...BUCKET, ...ENDS, requireSourceIp: true, sourceIps: '203.0.113.7' },
      consoleWithKey(),
    );
    expect(view.guards.map(({ adds }) => adds).join(' ')).not.toContain('trust policy');
    expect(view.guards[0]?.limit).toMatch(/VPC endpoint.*The key cannot ask for it/);
    expect(view.guards[1]?.adds).toContain('in sessions that are open too');
  });

  it('asks a user for MFA, and no workload', async () => {
    const mfa = { requireMfa: true, who: `arn:aws:iam::${TOOLING}:user/anna` };
    const user = await previewOf({ ...BUCKET, ...mfa }, consoleWithKey());
    expect(user.documents[0]?.json).toContain('aws:MultiFactorAuthPresent');
    const role = await previewOf({ ...WORKLOAD, ...mfa }, consoleWithKey());
    expect(JSON.stringify(role.documents)).not.toContain('MultiFactor');
  });
});

const KEYS = {
  accessKeyId: 'ASIA',
  secretAccessKey: 's',
  sessionToken: 't',
  expiresAt: null,
};

async function planned(fields: Fields, console = consoleWithKey()) {
  const plan = await console.plan({ ...BUCKET, ...fields });
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  return withPlan(console, plan.value.planId);
}

describe('its proof', () => {
  it('tells each action by evaluation where nobody can call as the principal', async () => {
    const world = await planned(ENDS);
    await world.apply();
    const lines = world
      .stored()
      .proof?.checks.map(({ id, outcome, evaluated }) => `${id} ${outcome} ${evaluated}`);
    expect(lines).toEqual([
      'assume not-tested works',
      'put not-tested works',
      'list not-tested works',
      'get not-tested works',
      'delete not-tested denied',
      'kms:Decrypt not-tested works',
      'kms:GenerateDataKey not-tested works',
      'use-after-end not-tested denied',
      'get-as-another not-tested denied',
    ]);
  });

  it('calls without MFA for real, and is refuted where the bucket lets that in', async () => {
    const world = await planned({
      who: `arn:aws:iam::${TOOLING}:user/anna`,
      requireMfa: true,
    });
    world.deps.aws.actAs = async (_, { withMfa }) => ({
      ok: true,
      value: { ...KEYS, sessionToken: String(withMfa) },
    });
    world.deps.aws.s3 = async (_, { sessionToken }, { kind }) =>
      kind === 'delete'
        ? { ok: false, error: denied }
        : sessionToken === 'true' || kind === 'get'
          ? { ok: true, value: { status: 200 } }
          : { ok: false, error: denied };
    await world.apply();
    const { proof, state } = world.stored();
    expect(state).toBe('refuted');
    expect(proof?.checks.find(({ id }) => id === 'use-without-mfa')).toMatchObject({
      expected: 'denied',
      outcome: 'works',
    });
  });
});

const denied = {
  kind: 'refused',
  operation: 's3:Any',
  code: 'AccessDenied',
  message: 'no',
  requestId: 'r',
} as const;

describe('its end', () => {
  it('takes the plan back at its date, and denies the principal nothing else', async () => {
    const console = consoleWithKey();
    const world = await planned(ENDS, console);
    const before = world.atAws();
    await world.apply();
    const now = new Date('2027-01-01T00:00:00Z');
    const deps = {
      ...console.deps,
      clock: { ...console.deps.clock, now: () => now },
      enqueue: async () => undefined,
    };
    const { workspaceId } = console.actor;
    await endPlan(deps, { workspaceId, planId: world.planId });
    expect(world.stored().state).toBe('undoing');
    await world.run();
    expect(world.stored().state).toBe('undone');
    expect(world.atAws()).toBe(before);
    expect(world.tape.join()).not.toContain('quarantine');
  });
});
