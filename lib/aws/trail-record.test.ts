import { expect, it } from 'vitest';
import { callOf } from './trail-record';

const at = new Date('2026-11-24T08:30:00Z');
const ROLE = 'arn:aws:iam::777788889999:role/deploy';

const recordWith = (change: object) =>
  JSON.stringify({
    userIdentity: { type: 'AWSAccount', principalId: 'AIDAEXAMPLE', accountId: '1' },
    sourceIPAddress: '203.0.113.7',
    userAgent: 'aws-cli/2.30.1',
    requestParameters: { roleArn: ROLE, roleSessionName: 'lee' },
    responseElements: {
      credentials: { accessKeyId: 'ASIAEXAMPLE', expiration: 'Nov 24, 2026, 9:30:00 AM' },
    },
    ...change,
  });

it.each([
  ['Nov 24, 2026, 9:30:00 AM', '2026-11-24T09:30:00.000Z'],
  ['Nov 24, 2026 9:30:00 AM', '2026-11-24T09:30:00.000Z'],
  ['Nov 24, 2026, 9:30:00 PM', '2026-11-24T21:30:00.000Z'],
])('reads that a session ends at %s', (expiration, expected) => {
  const credentials = { accessKeyId: 'ASIAEXAMPLE', expiration };
  const { given } = callOf(recordWith({ responseElements: { credentials } }), at);
  expect(given?.endsAt.toISOString()).toBe(expected);
});

it('reckons the end by the duration that was asked for, else by an hour', () => {
  const responseElements = { credentials: { accessKeyId: 'ASIAEXAMPLE' } };
  const asked = { roleArn: ROLE, roleSessionName: 'lee', durationSeconds: 900 };
  const short = recordWith({ responseElements, requestParameters: asked });
  expect(callOf(short, at).given?.endsAt).toEqual(new Date('2026-11-24T08:45:00Z'));
  const plain = callOf(recordWith({ responseElements }), at);
  expect(plain.given?.endsAt).toEqual(new Date('2026-11-24T09:30:00Z'));
});

it('takes the name of a session from the answer where an assertion named it', () => {
  const record = recordWith({
    userIdentity: { type: 'SAMLUser', userName: 'lee@acme' },
    requestParameters: { roleArn: ROLE },
    responseElements: {
      credentials: { accessKeyId: 'ASIAEXAMPLE' },
      assumedRoleUser: { arn: 'arn:aws:sts::777788889999:assumed-role/deploy/lee@acme' },
    },
  });
  expect(callOf(record, at)).toMatchObject({
    sessionName: 'lee@acme',
    callerArn: null,
    callerName: 'lee@acme',
  });
});

it('tells a service from a person, and a refusal from a session', () => {
  const userIdentity = { type: 'AWSService', invokedBy: 'lambda.amazonaws.com' };
  expect(callOf(recordWith({ userIdentity }), at)).toMatchObject({
    isByService: true,
    callerName: 'lambda.amazonaws.com',
  });
  const refused = recordWith({ errorCode: 'AccessDenied', responseElements: null });
  expect(callOf(refused, at)).toMatchObject({ errorCode: 'AccessDenied', given: null });
});

it.each(['', '[]', 'null', '{"userIdentity":7,"responseElements":{"credentials":1}}'])(
  'takes what it cannot read for absent: %s',
  (json) => {
    expect(callOf(json, at)).toMatchObject({ roleArn: null, given: null });
  },
);
