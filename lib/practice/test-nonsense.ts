import type { Asked } from './test-sign';
import { sha256Hex } from './wire/signature';

/** A generator of the same numbers in every run (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const SEED = 20_261_124;
const next = numbers(SEED);
export const pick = <T>(items: readonly T[]): T =>
  items[Math.floor(next() * items.length)] as T;

export const JUNK = [
  '',
  ' ',
  '%',
  '%zz',
  '%00',
  '../../etc/passwd',
  '{"a":',
  '{"__proto__":{"x":1}}',
  '[]',
  'null',
  '<a>&b;',
  '\u0000\u0001',
  'é'.repeat(300),
  'A'.repeat(5000),
  '-1',
  '1e99',
  'arn:aws:iam::444455556666:role/data-read',
  'member.1',
  '\u202e\u0301',
] as const;

const ACTIONS = [
  'CreateRole',
  'GetRole',
  'AssumeRole',
  'ListRoles',
  'PutRolePolicy',
  'TagRole',
  'GetAccountAuthorizationDetails',
  'constructor',
  '__proto__',
  'toString',
  'CreateUser',
  'Nothing',
  'CreatePolicy',
  'GetSessionToken',
  'ListAccounts',
] as const;
const MEMBERS = [
  'RoleName',
  'UserName',
  'AssumeRolePolicyDocument',
  'PolicyDocument',
  'PolicyArn',
  'Tags.member.1.Key',
  'Tags.member.1',
  'Tags.member.999999999.Key',
  'Filter.member.1',
  'MaxItems',
  'Marker',
  'RoleArn',
  'RoleSessionName',
  'DurationSeconds',
  'Version',
  'constructor',
  '__proto__',
] as const;

export const form = () =>
  [
    `Action=${encodeURIComponent(pick(ACTIONS))}`,
    ...Array.from(
      { length: Math.floor(next() * 6) },
      () =>
        `${pick(MEMBERS)}=${next() < 0.3 ? pick(JUNK) : encodeURIComponent(pick(JUNK))}`,
    ),
  ].join('&');

export const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

export const authorizations = (accessKeyId: string) => [
  undefined,
  'AWS4-HMAC-SHA256',
  'AWS4-HMAC-SHA256 Credential=',
  'AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host, Signature=00',
  `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20261124/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`,
  'Bearer x',
  'AWS a:b',
];
export const PATHS = [
  '/',
  '/a',
  '/%zz',
  '/app-logs',
  '/app-logs/%E0%A4%A',
  '/?Action=GetCallerIdentity',
  '/?policy',
  '//',
  '/?%',
  '/app-logs?X-Amz-Algorithm=AWS4-HMAC-SHA256',
];

/** Headers with a value picked for each, left out when the pick is undefined. */
export const headersOf = (choices: Record<string, readonly (string | undefined)[]>) =>
  Object.fromEntries(
    Object.entries(choices).flatMap(([name, values]) => {
      const value = pick(values);
      return value === undefined ? [] : [[name, value]];
    }),
  );

export const iamOrSts = (): Asked => ({
  service: pick(['iam', 'sts', 'ec2', 'constructor']),
  method: 'POST',
  path: '/',
  body: form(),
  headers: FORM,
});

export const organizations = (): Asked => ({
  service: 'organizations',
  method: 'POST',
  path: '/',
  body: pick(JUNK),
  headers: {
    'x-amz-target': `AWSOrganizationsV20161128.${pick(ACTIONS)}`,
    'content-type': 'application/x-amz-json-1.1',
  },
});

const QUERIES = [
  '',
  'policy=',
  'list-type=2&max-keys=x',
  'continuation-token=x&list-type=2',
  'uploads=',
  'acl=',
  'tagging=',
  'delete=',
  'x-id=GetObject',
  'versionId=1',
];

export function bucket(): Asked {
  const body = pick(JUNK);
  return {
    service: 's3',
    method: pick(['GET', 'PUT', 'POST', 'DELETE', 'HEAD']),
    path: pick([
      '/',
      '/app-logs',
      '/app-logs/x',
      '/app-logs/%E0%A4%A',
      '/no-such',
      '/A_B',
    ]),
    query: pick(QUERIES),
    body,
    headers: {
      'x-amz-content-sha256': pick([
        sha256Hex(body),
        'UNSIGNED-PAYLOAD',
        'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      ]),
    },
  };
}
