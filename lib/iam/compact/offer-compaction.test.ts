import { expect, it } from 'vitest';
import { policyCharacters } from '../validate/policy-size';
import { offerCompaction } from './offer-compaction';

const HOME = '444455556666';
const VENDOR = '999900001111';
const text = (Statement: unknown[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement }, null, 2);
const trusts = (name: string) => ({
  Sid: `Allow${name}`,
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${VENDOR}:role/${name}` },
  Action: 'sts:AssumeRole',
  Condition: { StringEquals: { 'sts:ExternalId': 'db1-vendor' } },
});
const NAMES = Array.from({ length: 12 }, (_, at) => `scanner${at}`);

it('brings a trust policy over its quota back within it, saying the same', () => {
  const long = text(NAMES.map(trusts));
  expect(policyCharacters(long)).toBeGreaterThan(2048);
  const offer = offerCompaction(long, 'trust', HOME);
  expect(offer?.size).toBeLessThan(1000);
  expect(policyCharacters(offer?.text ?? '')).toBe(offer?.size);
  for (const name of NAMES) expect(offer?.text).toContain(`role/${name}"`);
});

it('shortens the permissions of a role', () => {
  const actions = ['s3:GetObject', 's3:GetObjectAcl', 's3:Get*'];
  const offer = offerCompaction(
    text(actions.map((Action) => ({ Effect: 'Allow', Action, Resource: '*' }))),
    'identity',
    HOME,
  );
  expect(JSON.parse(offer?.text ?? '').Statement).toEqual({
    Effect: 'Allow',
    Action: 's3:Get*',
    Resource: '*',
  });
});

it('merges nothing where the document hangs on no role: nothing would prove it', () => {
  const grants = [
    { Action: 's3:ListBucket', Resource: '*' },
    { Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' },
    { Action: 's3:GetObjectAcl', Resource: 'arn:aws:s3:::reports/*' },
  ];
  const Principal = { AWS: `arn:aws:iam::${VENDOR}:root` };
  const bucket = text(grants.map((grant) => ({ Effect: 'Allow', Principal, ...grant })));
  const offer = offerCompaction(bucket, 'bucket', HOME);
  expect(JSON.parse(offer?.text ?? bucket)).toEqual(JSON.parse(bucket));
});

it('takes white space out where AWS counts it', () => {
  const session = text([{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }]);
  const offer = offerCompaction(session, 'session', HOME);
  expect(offer).toEqual({
    text: JSON.stringify(JSON.parse(session)),
    size: JSON.stringify(JSON.parse(session)).length,
  });
});

it.each([
  ['a text that is no JSON', '{"Statement": ['],
  ['a document AWS would refuse', text([{ Effect: 'allow', Action: 's3:*' }])],
  ['a policy that says nothing twice', JSON.stringify({ Statement: trusts('one') })],
])('offers nothing for %s', (_, given) => {
  expect(offerCompaction(given, 'trust', HOME)).toBeNull();
});
