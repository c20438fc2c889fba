import { describe, expect, it } from 'vitest';
import type { PolicyDocument } from '@/lib/iam/world';
import { LIMIT_SERVICE_IDS } from './limit-services';
import { type SessionLimits, sayLimits, sessionPolicyOf } from './session-limits';

const none: SessionLimits = { isReadOnly: false, services: [], fromIp: null };

function policyOf(limits: Partial<SessionLimits>, partition = 'aws') {
  const made = sessionPolicyOf({ ...none, ...limits }, partition);
  if (!made.ok) throw new Error('refused');
  const { policy, policyArns } = made.value;
  return { policyArns, document: policy && (JSON.parse(policy) as PolicyDocument) };
}

describe('the session policy', () => {
  it('is none where nothing was taken away', () => {
    expect(policyOf({})).toEqual({ policyArns: [], document: null });
  });

  it('is AWS’s own reading policy of the partition, and allows nothing beside it', () => {
    expect(policyOf({ isReadOnly: true }, 'aws-cn')).toEqual({
      policyArns: ['arn:aws-cn:iam::aws:policy/ReadOnlyAccess'],
      document: null,
    });
    expect(
      JSON.stringify(policyOf({ isReadOnly: true, fromIp: '203.0.113.7' })),
    ).not.toContain('"Allow"');
  });

  it('denies every other service, and every other address but for calls by a service', () => {
    expect(policyOf({ services: ['s3', 'kms'], fromIp: '203.0.113.0/24' })).toEqual({
      policyArns: [],
      document: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: '*', Resource: '*' },
          {
            Sid: 'OnlyTheseServices',
            Effect: 'Deny',
            NotAction: ['s3:*', 'kms:*'],
            Resource: '*',
          },
          {
            Sid: 'OnlyFromThisAddress',
            Effect: 'Deny',
            Action: '*',
            Resource: '*',
            Condition: {
              NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' },
              Bool: { 'aws:ViaAWSService': 'false' },
            },
          },
        ],
      },
    });
  });

  it('stays within what STS takes, with all of it chosen', () => {
    const all = {
      isReadOnly: true,
      services: LIMIT_SERVICE_IDS,
      fromIp: '2001:db8::/32',
    };
    expect(sessionPolicyOf(all, 'aws-us-gov').ok).toBe(true);
  });

  it('is refused in words where it is longer than STS takes', () => {
    const services = Array.from({ length: 300 }, () => 's3' as const);
    expect(sessionPolicyOf({ ...none, services }, 'aws')).toMatchObject({
      ok: false,
      error: {
        kind: 'invalid_input',
        fields: { services: expect.stringContaining('2,048') },
      },
    });
  });
});

it.each([
  [{}, null],
  [{ isReadOnly: true }, 'read only'],
  [{ services: ['s3'] as const }, 'only S3'],
  [
    { isReadOnly: true, services: ['s3', 'kms', 'iam'] as const, fromIp: '203.0.113.7' },
    'read only, only S3, KMS and IAM, only from 203.0.113.7',
  ],
])('is told in words: %#', (limits, words) => {
  expect(sayLimits({ ...none, ...limits })).toBe(words);
});
