import { expect, it } from 'vitest';
import { fakeConsole } from './fakes/console';
import { consoleWithKey } from './fakes/console-with-key';
import { DATA, TOOLING } from './fakes/inventory';
import { GOOD, previewOf } from './fakes/preview-of';
import type { DraftFields } from './schema';

const READER = `arn:aws:iam::${DATA}:role/Data-Reader`;
const MAY =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:DescribeInstances","Resource":"*"}]}';
const TRUST = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"${READER}"},"Action":"sts:AssumeRole"}]}`;
const ROLE = { trustingAccount: DATA, customPolicy: MAY, roleName: 'x-within' };

const WITHIN: [string, Partial<DraftFields>][] = [
  ['a role beside a bucket', { ...GOOD, who: READER }],
  ['people', { recipe: 'people', who: READER, ...ROLE }],
  [
    'a workload',
    {
      recipe: 'workload-bucket',
      workload: 'ec2',
      trustedAccount: DATA,
      bucket: 'app-logs',
      access: 'both',
    },
  ],
  ['a bucket policy', { recipe: 'bucket-policy', who: READER, bucket: 'app-logs' }],
  [
    'a crossing by hand',
    { recipe: 'blank', principals: READER, trustJson: TRUST, ...ROLE },
  ],
];

it.each(WITHIN)('2.2: asks of %s whether one account is meant', async (_, fields) => {
  const view = await previewOf(fields, consoleWithKey());
  expect(view.fieldErrors).toEqual({
    sameAccount: expect.stringContaining('Both sides are in Data.'),
  });
  expect(view.bridge.deck).not.toBe('works');
  expect([view.bridge.left.accountId, view.bridge.right.accountId]).toEqual([DATA, DATA]);
  const confirmed = await previewOf({ ...fields, sameAccount: DATA }, consoleWithKey());
  expect(confirmed.fieldErrors).toEqual({});
  expect(confirmed.documents).not.toEqual([]);
});

it('asks again when another account is picked than the one that was confirmed', async () => {
  const within = { ...GOOD, who: READER, sameAccount: TOOLING };
  expect((await previewOf(within)).fieldErrors.sameAccount).toContain('in Data');
});

it('asks nothing where there are two accounts', async () => {
  expect((await previewOf(GOOD)).fieldErrors).toEqual({});
});

it('plans nothing inside one account before it is confirmed', async () => {
  const refused = await fakeConsole().plan({ ...GOOD, who: READER });
  expect(refused).toMatchObject({ ok: false, error: { kind: 'invalid_input' } });
  const confirmed = await fakeConsole().plan({
    ...GOOD,
    who: READER,
    sameAccount: DATA,
  });
  expect(confirmed.ok).toBe(true);
});
