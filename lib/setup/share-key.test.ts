import { expect, it } from 'vitest';
import { consoleWithKey, KEY, OWNER_ONLY, WITH_KEY } from './fakes/console-with-key';
import { CI, DATA, TOOLING } from './fakes/inventory';
import { previewOf } from './fakes/preview-of';
import type { DraftFields } from './schema';

const VIA = 's3.eu-west-1.amazonaws.com';
const RECIPES: [string, Partial<DraftFields>][] = [
  ['a role for one of ours', { who: CI }],
  [
    'a vendor',
    {
      recipe: 'vendor',
      vendorAccount: '999900001111',
      externalId: 'lum-7Q4c',
    },
  ],
  ['a service', { recipe: 'aws-service', service: 'lambda.amazonaws.com' }],
];

const seen = (fields: Partial<DraftFields>, console = consoleWithKey()) =>
  previewOf({ bucket: 'app-logs', ...fields }, console);

/** The statements of the role's own permissions. */
async function permissionsOf(
  fields: Partial<DraftFields>,
  console = consoleWithKey(),
): Promise<{ Sid: string }[]> {
  const { documents } = await seen(fields, console);
  const { json } =
    documents.find(({ title }) => title.startsWith('Permissions of')) ?? {};
  return JSON.parse(json ?? '{}').Statement;
}

const withPolicy = (policy: string) => consoleWithKey(WITH_KEY, 'CUSTOMER', policy);
/** A key whose account administers it, and decides nothing about its use. */
const CLOSED = OWNER_ONLY.replace('kms:*', 'kms:Put*');

it.each(RECIPES)(
  'lets %s use the key of the bucket, by way of S3 alone',
  async (_, who) => {
    expect((await permissionsOf(who)).at(-1)).toEqual({
      Sid: 'UseBucketKey',
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: KEY,
      Condition: { StringEquals: { 'kms:ViaService': VIA } },
    });
    const { bridge } = await seen(who);
    expect(['works', 'conditional']).toContain(bridge.deck);
    expect(bridge.locks[3]).toMatchObject({
      label: 'key policy of app-logs',
      state: 'open',
    });
  },
);

it.each(RECIPES)(
  'says that the key does not let %s in, and the way out',
  async (_, who) => {
    const { bridge } = await seen(who, withPolicy(CLOSED));
    expect(bridge.deck).toBe('denied');
    expect(bridge.locks.map(({ state }) => state === 'closed')).toEqual([
      false,
      false,
      false,
      true,
    ]);
    expect(bridge.sentence).toContain(
      `Add to the policy of key 1234abcd-12ab-34cd-56ef-1234567890ab of account ${DATA} a statement that lets arn:aws:iam::${DATA}:root use kms:Decrypt by way of S3`,
    );
  },
);

it('leaves it at the statement of a key that denies', async () => {
  const denies = OWNER_ONLY.replace(
    '}] }',
    '},{"Effect":"Deny","Principal":"*","Action":"kms:Decrypt","Resource":"*"}] }',
  );
  const { bridge } = await seen({ who: CI }, withPolicy(denies));
  expect(bridge.deck).toBe('denied');
  expect(bridge.locks[3]?.sentence).toMatch(
    /^Statement 2 of the key policy .* denies kms:Decrypt\.$/,
  );
});

it.each([
  [
    'another account',
    KEY.replace(DATA, TOOLING),
    `Ask account ${TOOLING}, which owns it`,
  ],
  [
    'its account whose policy was not read',
    KEY.replace('1234abcd', '9999abcd'),
    'Allow kms:DescribeKey and kms:GetKeyPolicy there',
  ],
])('does not promise what hangs on a key of %s', async (_, KeyArn, wayOut) => {
  const settings = { Encryption: { Algorithm: 'aws:kms', KeyArn } };
  const console = consoleWithKey(settings, 'CUSTOMER', OWNER_ONLY, true);
  const { bridge } = await seen({ who: CI }, console);
  expect(bridge.deck).toBe('untested');
  expect(bridge.sentence).toContain(wayOut);
  expect((await permissionsOf({ who: CI }, console)).at(-1)).toMatchObject({
    Sid: 'UseBucketKey',
    Resource: KeyArn,
  });
});

it.each([
  ['S3 encrypts by itself', { Encryption: { Algorithm: 'AES256', KeyArn: null } }, 'AWS'],
  ['the key is one of AWS', WITH_KEY, 'AWS'],
] as const)('needs no right to a key where %s', async (_, settings, manager) => {
  const console = consoleWithKey(settings, manager);
  const sids = (await permissionsOf({ who: CI }, console)).map(({ Sid }) => Sid);
  expect(sids).not.toContain('UseBucketKey');
  const { bridge } = await seen({ who: CI }, console);
  expect(bridge.locks).toHaveLength(3);
  expect(bridge.deck).toBe('works');
});

it('asks the key about permissions that were typed as JSON', async () => {
  const customPolicy = (more: object[]) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::app-logs/*' },
        ...more,
      ],
    });
  const fields = { who: CI, access: 'custom' } as const;
  const bare = await seen({ ...fields, customPolicy: customPolicy([]) });
  expect(bare.bridge.deck).toBe('denied');
  expect(bare.bridge.locks[2]?.sentence).toContain('kms:Decrypt');
  const use = { Effect: 'Allow', Action: 'kms:Decrypt', Resource: KEY };
  const whole = await seen({ ...fields, customPolicy: customPolicy([use]) });
  expect(whole.bridge.deck).toBe('works');
});

it('T2, T3: says at the bucket what its key asks of both sides, and nothing where S3 encrypts by itself', async () => {
  const own = { recipe: 'bucket-policy', who: CI } as const;
  const { found } = await seen(own);
  expect(found?.facts.at(-1)).toMatch(
    /adds one statement to its policy, keeps every other, .* own policy the key’s actions/,
  );
  const plain = consoleWithKey({ Encryption: { Algorithm: 'AES256', KeyArn: null } });
  expect((await seen(own, plain)).found?.facts.join(' ')).not.toContain('key’s');
});
