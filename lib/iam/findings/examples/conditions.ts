import type { Example } from '../example-world';
import { allow, BUCKET, deny, exampleWorld, roleArn, SISTER } from '../example-world';
import {
  AUD,
  GITHUB,
  github,
  held,
  mfa,
  onBucket,
  read,
  take,
  trusting,
  withToken,
} from './statements';

/** Mistakes that a document can mend. */
export const conditionsMendable: Example[] = [
  [
    'forallvalues-allow-bypass',
    'in a trust policy',
    trusting(
      take('*', {
        'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/*' },
      }),
    ),
  ],
  [
    'forallvalues-allow-bypass',
    'in permissions',
    held(
      allow({
        Action: 'dynamodb:GetItem',
        Resource: '*',
        Condition: { 'forallvalues:stringequals': { 'dynamodb:LeadingKeys': ['a'] } },
      }),
    ),
  ],
  [
    'variable-in-2008-version',
    'in a denial',
    exampleWorld({
      alice: {
        Version: '2008-10-17',
        Statement: [
          deny({ Action: 's3:*', Resource: `${BUCKET}/\${aws:username}/*` }),
          allow({ Action: 's3:GetObject', Resource: '*' }),
        ],
      },
    }),
  ],
  [
    'literal-wildcard',
    'in a denial',
    held(
      allow({ Action: 's3:*', Resource: '*' }),
      deny({
        Action: 's3:*',
        Resource: '*',
        Condition: { StringEquals: { 's3:prefix': 'secret/*' } },
      }),
    ),
  ],
  [
    'mfa-bool-deny-ineffective',
    'permissions',
    held(
      allow({ Action: 's3:*', Resource: '*' }),
      deny({
        Action: '*',
        Resource: '*',
        Condition: { Bool: { ...mfa('false'), 'aws:SecureTransport': 'true' } },
      }),
    ),
  ],
  [
    'mfa-ifexists-bypass',
    'IfExists',
    trusting(take({ AWS: SISTER }, { BoolIfExists: mfa('true') })),
  ],
  [
    'mfa-ifexists-bypass',
    'negated',
    held(allow({ ...read, Condition: { StringNotEquals: mfa('false') } })),
  ],
];

/** Mistakes that no document may mend by itself, with words of the reason. */
export const conditionsUnmendable: Example[] = [
  [
    'malformed-policy',
    'by hand',
    exampleWorld({ trust: { Version: '2012-10-17', Statement: [{ Effect: 'allow' }] } }),
  ],
  [
    'literal-wildcard',
    'lets more callers in',
    trusting(
      withToken(github, {
        StringEquals: { [`${GITHUB}:sub`]: 'repo:acme/api:*', ...AUD },
      }),
    ),
  ],
  [
    'variable-in-2008-version',
    'lets in whom they name',
    exampleWorld({
      alice: { Statement: allow({ ...read, Resource: `${BUCKET}/\${aws:username}/*` }) },
    }),
  ],
  [
    'unknown-operator',
    'by hand',
    trusting(
      take({ AWS: roleArn('Worker') }),
      take('*', { StringMatches: { 'aws:PrincipalOrgID': 'o-1' } }),
    ),
  ],
  [
    'unknown-operator',
    'nobody but its author',
    onBucket(
      deny({
        Principal: '*',
        ...read,
        Condition: { StringDiffers: { 'aws:PrincipalOrgID': 'o-1' } },
      }),
    ),
  ],
  [
    'unreadable-address',
    'by hand',
    trusting(
      take({ AWS: roleArn('Worker') }),
      take('*', { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/33' } }),
    ),
  ],
  [
    'unreadable-address',
    'nobody but its author',
    onBucket(
      deny({
        Principal: '*',
        ...read,
        Condition: { IpAddress: { 'aws:SourceIp': 'the office' } },
      }),
    ),
  ],
];

/** What looks like a mistake and is none. */
export const conditionsHarmless: Example[] = [
  [
    'forallvalues-allow-bypass',
    'with a presence test',
    trusting(
      take('*', {
        'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/*' },
        Null: { 'aws:principalorgpaths': false },
      }),
    ),
  ],
  [
    'mfa-bool-deny-ineffective',
    'another denial for keys without a mark',
    held(
      deny({ Action: '*', Resource: '*', Condition: { Bool: mfa('false') } }),
      deny({ Action: '*', Resource: '*', Condition: { Null: mfa('true') } }),
    ),
  ],
];
