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
  'constructor',
  '__proto__',
  'toString',
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
  'uploadId=x',
  'partNumber=1&uploadId=x',
  'partNumber=99999999999&uploadId=%00',
  'encryption=',
  'publicAccessBlock=',
  'ownershipControls=',
  'policyStatus=',
  'attributes=',
  'delimiter=%2F&encoding-type=junk&marker=%F0%9F%98%80',
  'max-buckets=0',
  'response-content-type=a%0D%0Ab%3Ac',
  'response-expires=never',
];

const S3_HEADERS: Record<string, readonly (string | undefined)[]> = {
  'content-md5': [undefined, undefined, undefined, 'x', '1B2M2Y8AsgTpgAmY7PhCfg=='],
  'if-match': [undefined, undefined, '"x"', '*,,"'],
  'if-modified-since': [undefined, 'never', '-1'],
  'if-none-match': [undefined, undefined, '*', 'W/"'],
  range: [undefined, 'bytes=0-', 'bytes=9-1', 'bytes=-', 'bytes=99999999999999999999-'],
  'x-amz-acl': [undefined, undefined, 'public-read', 'private'],
  'x-amz-checksum-crc32': [undefined, undefined, undefined, 'AAAAAA==', 'x'],
  'x-amz-copy-source': [
    undefined,
    undefined,
    undefined,
    'app-logs/x',
    '/',
    '%zz/%zz',
    'a',
  ],
  'x-amz-copy-source-range': [undefined, 'bytes=0-0', 'bytes=a-b'],
  'x-amz-decoded-content-length': [undefined, '5', '-1'],
  'x-amz-meta-x': [undefined, 'a', '=?utf-8?'],
  'x-amz-object-attributes': [undefined, undefined, 'ETag,Nothing', ','],
  'x-amz-server-side-encryption': [undefined, undefined, 'aws:kms', 'AES256', 'x'],
  'x-amz-server-side-encryption-aws-kms-key-id': [undefined, undefined, 'alias/x', ':::'],
  'x-amz-tagging': [undefined, undefined, 'a=b', '%zz', 'a=1&a=2', '='.repeat(50)],
};

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
      ...headersOf(S3_HEADERS),
      'x-amz-content-sha256': pick([
        sha256Hex(body),
        'UNSIGNED-PAYLOAD',
        'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      ]),
    },
  };
}
