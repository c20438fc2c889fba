import { describe, expect, it } from 'vitest';
import { refused } from './fakes/aws';
import { fakeConsole } from './fakes/console';
import {
  BUCKET_PLACE,
  consoleWithKey,
  KEY,
  KEY_PLACE,
  OWNER_ONLY,
  WITH_KEY,
} from './fakes/console-with-key';
import { CI, DATA, readings, TOOLING } from './fakes/inventory';
import { withPlan } from './fakes/planned';
import { previewOf } from './fakes/preview-of';
import type { PlanFixture } from './plan/plan-fixture';
import type { DraftFields } from './schema';

const ANNA = `arn:aws:iam::${TOOLING}:user/anna`;
const OPS = `arn:aws:iam::${TOOLING}:group/ops`;

const FIELDS: Partial<DraftFields> = {
  recipe: 'bucket-policy',
  who: ANNA,
  bucket: 'app-logs',
  access: 'both',
};

const STANDING = `{"Version":"2012-10-17", "Statement":[ {"Sid":"Audit","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::${DATA}:role/Data-Reader"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::app-logs/*"} ]}`;

async function planned(fields: Partial<DraftFields> = {}, console = consoleWithKey()) {
  const plan = await console.plan({ ...FIELDS, ...fields });
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  return withPlan(console, plan.value.planId);
}

const shown = (fields: Partial<DraftFields> = {}, console = consoleWithKey()) =>
  previewOf({ ...FIELDS, ...fields }, console);

describe('a bucket policy alone', () => {
  it('says that another account’s key has to let the principal use it', async () => {
    const KeyArn = KEY.replace(DATA, TOOLING);
    const settings = { Encryption: { Algorithm: 'aws:kms', KeyArn } };
    const view = await shown({}, consoleWithKey(settings));
    expect(view.fieldErrors.bucket).toContain('has to let the principal use it');
  });

  it.each([
    [ANNA, 'user', 'anna', 'AnnaOf111122223333User'],
    [CI, 'role', 'ci-deploy', 'CiDeployOf111122223333'],
  ])(
    '0.1: names %s in three policies, and makes no role',
    async (who, kind, name, sid) => {
      const view = await shown({ who });
      expect(view.fieldErrors).toEqual({});
      expect(view.bridge.locks.map(({ label, state }) => [label, state])).toEqual([
        [`${kind} policy of ${name}`, 'open'],
        ['bucket policy of app-logs', 'open'],
        ['key policy of app-logs', 'open'],
      ]);
      expect(view.bridge.sentence).toBe(
        `${name} in Tooling can read and write app-logs in Data.`,
      );
      const [bucket, key, own] = view.documents.map(({ json }) => JSON.parse(json));
      for (const { Sid, Principal } of [...bucket.Statement, ...key.Statement]) {
        expect(Sid).toMatch(new RegExp(`^${sid}(?!User)[A-Z]`));
        expect(Principal).toEqual({ AWS: who });
      }
      expect(own.Statement.at(-1)).toMatchObject({ Sid: 'UseBucketKey', Resource: KEY });
    },
  );

  it('plans its policies and nothing else, the bucket’s last', async () => {
    const { steps } = (await planned()).stored();
    expect(steps.map(({ write }) => write.kind)).toEqual([
      'put-inline-policy',
      'put-key-policy',
      'put-bucket-policy',
    ]);
    expect(steps[0]?.target).toMatchObject({ principal: 'user', principalName: 'anna' });
  });

  it('4.5: refuses a group at its field, for it cannot be a principal', async () => {
    const { fieldErrors, documents } = await shown({ who: OPS });
    expect(fieldErrors.who).toMatch(/^ops is a group, and a group cannot be a principal/);
    expect(documents).toEqual([]);
  });

  it.each([
    [{ Encryption: { Algorithm: 'aws:kms', KeyArn: null } }, 'CUSTOMER'],
    [WITH_KEY, 'AWS'],
  ] as const)(
    'T6: stops at a key that AWS manages: %o, %s',
    async (settings, manager) => {
      const view = await shown({}, consoleWithKey(settings, manager));
      expect(view.fieldErrors.bucket).toMatch(
        /a key that AWS manages.*Make a customer key/,
      );
      expect(view.documents).toEqual([]);
    },
  );

  it('says of a user that a role is better for work in the console', async () => {
    expect((await shown()).fieldWarnings.who).toMatch(
      /console.*share the bucket by role/,
    );
    expect((await shown({ who: CI })).fieldWarnings.who).toBeUndefined();
  });

  it('says that a role is better once the policy names many', async () => {
    const policyOf = (total: number) => ({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: {
          AWS: Array.from(
            { length: total },
            (_, at) => `arn:aws:iam::${DATA}:user/u${at}`,
          ),
        },
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::app-logs/*',
      },
    });
    const warned = async (total: number) => {
      const console = consoleWithKey({ ...WITH_KEY, Policy: policyOf(total) });
      return (await shown({}, console)).fieldWarnings.bucket;
    };
    expect(await warned(4)).toBeUndefined();
    expect(await warned(5)).toMatch(
      /names 5 principals already.*share the bucket by role/,
    );
  });

  it('asks for who and what, and for nothing of a role', async () => {
    const empty = await shown({ who: '', bucket: '' });
    expect(empty.missing).toEqual(['who', 'bucket']);
    expect(empty.bridge.sentence).toBe('Say which user, role or account needs access.');
    const stale = await shown({ roleName: 'two words', sessionSeconds: 'long' });
    expect(stale.fieldErrors).toEqual({});
  });

  it.each([
    [{ access: 'custom' }, 'access', /read, write, both or all/],
    [{ who: `arn:aws:iam::${TOOLING}:user/nobody` }, 'who', /does not exist in Tooling/],
    [{ bucket: 'Not_A_Bucket' }, 'bucket', /capital letters/],
  ] as const)('refuses %o at its field', async (fields, field, words) => {
    expect((await shown(fields)).fieldErrors[field]).toMatch(words);
  });
});

describe('an account alone', () => {
  const ROOT = `arn:aws:iam::${TOOLING}:root`;

  /** Tooling’s admin alone may do everything. */
  function withAdmin() {
    const inventory = readings();
    for (const one of inventory[TOOLING]?.RoleDetailList ?? [])
      if (one.RoleName === 'admin')
        one.RolePolicyList = [
          {
            PolicyName: 'all',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
            },
          },
        ];
    return fakeConsole({ world: inventory });
  }

  it('T7: is counted by whose own policies allow it, and let in', async () => {
    const view = await shown({ who: TOOLING }, withAdmin());
    expect(view.whoCount).toBe('1 user or role in Tooling whose own policies allow it');
    expect(view.bridge.sentence).toBe(
      'Anyone in Tooling whose own policies allow it can read and write app-logs in Data.',
    );
  });

  it.each([TOOLING, ROOT])('T7: is named as it is, and counted: %s', async (who) => {
    const view = await shown({ who });
    expect(view.fieldErrors).toEqual({});
    expect(view.who).toMatchObject({ kind: 'account', arn: ROOT, name: 'Tooling' });
    expect(view.whoCount).toBe(
      '0 users and roles in Tooling whose own policies allow it',
    );
    expect(view.fieldWarnings.who).toMatch(/whose own policies allow the same gets in/);
    expect(view.bridge.left).toMatchObject({ title: 'everyone', subtitle: 'Tooling' });
    expect(view.bridge.locks.map(({ label }) => label)).toEqual([
      'policies of anyone in Tooling',
      'bucket policy of app-logs',
      'key policy of app-logs',
    ]);
    expect(view.documents).toHaveLength(2);
    for (const { json } of view.documents)
      for (const { Sid, Principal } of JSON.parse(json).Statement) {
        expect(Principal).toEqual({ AWS: ROOT });
        expect(Sid).toMatch(/^EverybodyOf111122223333Account[A-Z]/);
      }
  });

  it('is written for in the bucket’s account alone, and undo takes it back', async () => {
    const world = await planned({ who: TOOLING }, withAdmin());
    const before = world.atAws();
    const { steps, view, body } = world.stored();
    expect(steps.map(({ accountId }) => accountId)).toEqual([DATA]);
    expect(body.warnings.join()).toContain('nothing is written there');
    expect((view as PlanFixture).gains).toMatchObject([
      {
        who: { kind: 'account', name: 'Tooling' },
        how: 'as themselves, if their own policies allow it too: 1 user or role in Tooling whose own policies allow it',
        today: 'denied',
        after: 'conditional',
      },
    ]);
    expect((view as PlanFixture).gainsUnknown).toEqual([]);
    await world.apply();
    await world.undo();
    expect(world.atAws()).toBe(before);
  });

  it('that nobody here knows is named too, and nobody of it is counted', async () => {
    const view = await shown({ who: '777788889999' });
    expect(view.fieldErrors).toEqual({});
    expect(view.whoCount).toBeNull();
    expect(view.bridge.locks[0]?.sentence).toContain('not ours to read');
    expect(view.bridge.deck).toBe('works');
  });

  it('is told not to be tested while no policy of it lets anybody ask', async () => {
    const world = await planned({ who: TOOLING });
    await world.apply();
    const { proof, state } = world.stored();
    expect(state).toBe('applied');
    expect(proof?.checks[0]).toMatchObject({
      sentence: 'somebody in Tooling calls as itself',
      outcome: 'not-tested',
      evaluated: 'denied',
    });
    expect(proof?.sentence).toContain('as things stand nobody there may use the bucket');
  });
});

describe('its plan', () => {
  /** A bucket that has a policy of somebody else's. */
  function shared() {
    const console = consoleWithKey({ ...WITH_KEY, Policy: JSON.parse(STANDING) });
    console.deps.aws.others.set(BUCKET_PLACE, { document: STANDING, tags: {} });
    return console;
  }

  it('2.3: merges into what stands, and undo puts back every byte', async () => {
    const world = await planned({}, shared());
    const before = world.atAws();
    await world.apply();
    const { document = '' } = world.deps.aws.others.get(BUCKET_PLACE) ?? {};
    const sids = JSON.parse(document).Statement.map(({ Sid }: { Sid: string }) => Sid);
    expect(sids[0]).toBe('Audit');
    expect(sids.slice(1)).toContain('AnnaOf111122223333UserLocateBucket');
    expect(document.startsWith(STANDING.slice(0, STANDING.indexOf(' ]}')))).toBe(true);
    await world.undo();
    expect(world.atAws()).toBe(before);
    expect(world.deps.aws.others.get(KEY_PLACE)?.document).toBe(OWNER_ONLY);
  });

  it('stops where AWS refuses the bucket’s policy, and undo takes the rest back', async () => {
    const world = await planned({}, shared());
    const before = world.atAws();
    world.deps.aws.answers = [null, null, refused('MalformedPolicy')];
    await world.apply();
    expect(world.stored().state).toBe('stopped');
    await world.undo();
    expect(world.atAws()).toBe(before);
  });

  it('keeps a user and a role of one name apart, and is already so the second time', async () => {
    const console = shared();
    await (await planned({ who: CI }, console)).apply();
    await (await planned({}, console)).apply();
    const { document = '' } = console.deps.aws.others.get(BUCKET_PLACE) ?? {};
    expect(document).toContain('CiDeployOf111122223333LocateBucket');
    expect(document).toContain('AnnaOf111122223333UserLocateBucket');
    expect(await console.plan(FIELDS)).toMatchObject({
      ok: false,
      error: { kind: 'already_so', message: expect.stringMatching(/as itself\.$/) },
    });
  });

  it('says by evaluation what it cannot try as the principal', async () => {
    const world = await planned();
    await world.apply();
    const [check] = world.stored().proof?.checks ?? [];
    expect(check?.code).toMatch(
      /^Not tested: .* call as anna .* By evaluation: it works\.$/,
    );
  });

  it('is not proven by keys alone, while no call on the bucket is answered', async () => {
    const world = await planned();
    const credentials = {
      accessKeyId: 'ASIA',
      secretAccessKey: 's',
      sessionToken: 't',
      expiresAt: null,
    };
    world.deps.aws.actAs = async () => ({ ok: true, value: credentials });
    world.deps.aws.s3 = async () => ({ ok: false, error: refused('NoSuchBucket') });
    await world.apply();
    const { proof, state } = world.stored();
    expect(state).toBe('applied');
    expect(proof).toMatchObject({ state: 'red' });
    expect(proof?.sentence).toBe(
      'Not proven: Not tested: no call on app-logs was answered (NoSuchBucket).',
    );
  });
});
