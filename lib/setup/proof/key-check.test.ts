import { expect, it } from 'vitest';
import { KEY } from '../fakes/console-with-key';
import { DATA } from '../fakes/inventory';
import { keyCheck } from './key-check';

const seen = { key: 'marker.txt', bucket: 'app-logs', keyArn: KEY };
const OTHER = `arn:aws:kms:eu-west-1:${DATA}:key/other`;

it.each(['aws:kms', 'aws:kms:dsse'])(
  'names the key that %s encrypts with',
  (algorithm) => {
    const encryption = { algorithm, keyArn: KEY };
    expect(keyCheck('encrypts', { ...seen, encryption })).toMatchObject({
      sentence: 'S3 encrypts marker.txt with key 1234abcd-12ab-34cd-56ef-1234567890ab',
      outcome: 'works',
      isAsExpected: true,
      code: algorithm,
    });
  },
);

it.each([
  [{ algorithm: 'AES256', keyArn: null }, 'with SSE-S3, without a key of KMS'],
  [{ algorithm: 'aws:kms', keyArn: OTHER }, 'with key other'],
  [{ algorithm: 'aws:kms', keyArn: null }, 'with a key of AWS'],
  [undefined, 'with SSE-S3, without a key of KMS'],
])('is against the plan where S3 says %o', (encryption, words) => {
  const check = keyCheck('decrypts', { ...seen, encryption });
  expect(check).toMatchObject({ isAsExpected: false, outcome: 'denied' });
  expect(check.code).toContain(`marker.txt is encrypted ${words}: `);
  expect(check.code).toContain(`Set it back to aws:kms with ${KEY}`);
});
