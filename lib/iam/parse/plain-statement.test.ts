import { expect, it } from 'vitest';
import { checkGrammar } from './check-grammar';
import { isPlainStatement } from './plain-statement';
import type { PolicyKind } from './policy';

const OWN = { Sid: 'One', Effect: 'Allow', Action: ['s3:Get*', '*'], Resource: '*' };
const TRUST = {
  Effect: 'Deny',
  Action: 'sts:AssumeRole',
  Principal: { AWS: ['1', '*'] },
};
const CONDITION = { Bool: { 'aws:SecureTransport': false } };

it.each<[PolicyKind, object]>([
  ['identity', OWN],
  ['boundary', { ...OWN, Condition: CONDITION }],
  ['trust', { ...TRUST, Principal: '*', Condition: CONDITION }],
  ['bucket', { ...OWN, ...TRUST, Resource: ['arn:aws:s3:::a', 'arn:aws:s3:*'] }],
])('an ordinary statement of the kind %s is plain, and sound', (kind, statement) => {
  expect(isPlainStatement(statement, kind)).toBe(true);
  expect(checkGrammar({ Statement: [statement] }, kind)).toEqual([]);
});

it.each<[string, PolicyKind, unknown]>([
  ['no object', 'identity', [OWN]],
  ['an unknown element', 'identity', { ...OWN, effect: 'Allow' }],
  ['an element that every object answers to', 'identity', { ...OWN, constructor: 'a' }],
  ['a Sid that is no text', 'identity', { ...OWN, Sid: 1 }],
  ['another effect', 'identity', { ...OWN, Effect: 'allow' }],
  ['no effect', 'identity', { Action: OWN.Action, Resource: '*' }],
  ['an action without a service', 'identity', { ...OWN, Action: ['s3:Get*', 'Get'] }],
  ['no actions', 'identity', { ...OWN, Action: [] }],
  ['an action that is no text', 'identity', { ...OWN, Action: ['s3:Get*', null] }],
  ['a resource that is no ARN', 'identity', { ...OWN, Resource: 'bucket' }],
  ['no resource', 'identity', { Effect: 'Allow', Action: '*' }],
  ['a principal', 'identity', { ...OWN, Principal: '*' }],
  ['a resource', 'trust', { ...TRUST, Resource: '*' }],
  ['no principal', 'trust', { Effect: 'Allow', Action: '*' }],
  ['a principal without a name', 'trust', { ...TRUST, Principal: { AWS: [] } }],
  ['an unknown kind of principal', 'trust', { ...TRUST, Principal: { Aws: '*' } }],
  ['no resource', 'bucket', TRUST],
  ['a condition without values', 'identity', { ...OWN, Condition: { Bool: 'true' } }],
  ['a condition key alone', 'identity', { ...OWN, Condition: { Bool: { mfa: 'true' } } }],
])('one with %s (%s) is not, and is complained of', (_, kind, statement) => {
  expect(isPlainStatement(statement, kind)).toBe(false);
  expect(checkGrammar({ Statement: [statement] }, kind)).not.toEqual([]);
});
