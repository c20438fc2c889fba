import { expect, it } from 'vitest';
import { consoleWithKey } from '../fakes/console-with-key';
import { CI, TOOLING } from '../fakes/inventory';
import { plannedConsole } from '../fakes/planned';
import type { DraftFields } from '../schema';
import { selfTestOf } from './self-test';

const told = async (fields: Partial<DraftFields>, console = consoleWithKey()) => {
  const { stored } = await plannedConsole(console, fields);
  return selfTestOf(stored(), null);
};

const AS_ITSELF = { recipe: 'bucket-policy', who: CI, bucket: 'app-logs' } as const;

it('2.5: takes the role, exports its three values and tries what was promised', async () => {
  const test = await told({ access: 'both', prefix: 'logs' });
  const lines = test?.text.split('\n') ?? [];
  expect(lines.slice(0, 3)).toEqual([
    "sh -c '",
    'set -e',
    '# As role ci-deploy: ci-deploy.',
  ]);
  expect(lines.filter((line) => line.startsWith('export '))).toEqual([
    'export AWS_ACCESS_KEY_ID="$(printf %s "$KEYS" | cut -f1)"',
    'export AWS_SECRET_ACCESS_KEY="$(printf %s "$KEYS" | cut -f2)"',
    'export AWS_SESSION_TOKEN="$(printf %s "$KEYS" | cut -f3)"',
  ]);
  expect(test?.text).toContain('| aws s3 cp - s3://app-logs/logs/drawbridge-test.txt');
});

it('T4: reads back what S3 encrypted, and says why kms decrypt is no test', async () => {
  const test = await told({ ...AS_ITSELF, access: 'both' });
  expect(test?.text).toMatch(/^aws s3 cp s3:\/\/app-logs\/drawbridge-test\.txt - /m);
  expect(test?.text).not.toContain('aws kms');
  expect(test?.text).not.toContain('assume-role');
  expect(test?.notes).toEqual([
    expect.stringContaining('aws kms decrypt on a plain file can never pass'),
  ]);
});

it('T5: leaves listing out for an access that only writes, and says why', async () => {
  const test = await told({ ...AS_ITSELF, access: 'write' });
  expect(test?.text).not.toContain('list-objects');
  expect(test?.notes.at(-1)).toContain('s3:ListBucket');
});

it('only reads where nothing else was promised', async () => {
  const { text = '' } = (await told({ access: 'read' })) ?? {};
  expect(text).toContain('list-objects-v2');
  expect(text).toMatch(
    /^if said=.*echo drawbridge .* then echo .*Not as planned: it could put an object\./m,
  );
});

it('has none for a service, which has no keys to try it by', async () => {
  const service = { recipe: 'aws-service', service: 'lambda.amazonaws.com' } as const;
  expect(await told({ ...service, who: '', trustingAccount: TOOLING })).toBeNull();
});
