import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from './seed/accounts';
import { rootArn } from './seed/document';
import { type Keys, startTestPractice } from './test-practice';
import { type Answered, type Asked, send, sign } from './test-sign';
import { sha256Hex } from './wire/signature';

let practice: Awaited<ReturnType<typeof startTestPractice>>;
let admin: Keys;

beforeAll(async () => {
  practice = await startTestPractice({ seed: 'small' });
  admin = await practice.actAs(rootArn(ACME.data));
});
afterAll(() => practice.stop());

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

const next = numbers(20_261_124);
const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;

const JUNK = [
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

const form = () =>
  [
    `Action=${encodeURIComponent(pick(ACTIONS))}`,
    ...Array.from(
      { length: Math.floor(next() * 6) },
      () =>
        `${pick(MEMBERS)}=${next() < 0.3 ? pick(JUNK) : encodeURIComponent(pick(JUNK))}`,
    ),
  ].join('&');

/** The dialects' two shapes of an error, and nothing of the program that wrote it. */
function expectRefusal({ status, contentType, text }: Answered): void {
  expect(status === 501 || (status >= 400 && status < 500)).toBe(true);
  expect(contentType).toMatch(/xml|json/);
  expect(text).not.toMatch(/<html|node_modules|\.ts:\d|at \w+ \(/);
  expect(text).toMatch(/^$|<Code>\w+<\/Code>|"__type":"\w+"/);
}

const call = (asked: Asked): Promise<Answered> =>
  send(practice.url, sign(practice.url, admin, asked));

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

const AUTHORIZATIONS = () => [
  undefined,
  'AWS4-HMAC-SHA256',
  'AWS4-HMAC-SHA256 Credential=',
  'AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host, Signature=00',
  `AWS4-HMAC-SHA256 Credential=${admin.accessKeyId}/20261124/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`,
  'Bearer x',
  'AWS a:b',
];
const PATHS = [
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
const headersOf = (choices: Record<string, readonly (string | undefined)[]>) =>
  Object.fromEntries(
    Object.entries(choices).flatMap(([name, values]) => {
      const value = pick(values);
      return value === undefined ? [] : [[name, value]];
    }),
  );

async function sendUnsigned(): Promise<Answered> {
  const method = pick(['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH', 'OPTIONS']);
  const headers = headersOf({
    authorization: AUTHORIZATIONS(),
    'x-amz-target': [
      undefined,
      'AWSOrganizationsV20161128.ListAccounts',
      '.',
      'constructor',
    ],
    'x-amz-date': [undefined, '20261124T101010Z', 'x', '99999999T999999Z'],
    'content-type': ['application/x-www-form-urlencoded', 'application/json', 'x'],
  });
  const body = pick([form(), pick(JUNK)]);
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const response = await fetch(practice.url + pick(PATHS), {
    method,
    headers,
    ...(hasBody && { body }),
  });
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? '',
    text: await response.text(),
  };
}

const iamOrSts = (): Asked => ({
  service: pick(['iam', 'sts', 'ec2', 'constructor']),
  method: 'POST',
  path: '/',
  body: form(),
  headers: FORM,
});

const organizations = (): Asked => ({
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

function bucket(): Asked {
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

describe('nonsense', () => {
  it("without a signature is always refused in a service's shape", async () => {
    for (let count = 0; count < 200; count += 1) expectRefusal(await sendUnsigned());
    expect(practice.lines).toEqual([]);
  });

  it.each([
    ['IAM and STS', iamOrSts],
    ['Organizations', organizations],
    ['S3', bucket],
  ])(
    'from a signed administrator to %s is a 4xx of it, or does what it says',
    async (_, make) => {
      for (let count = 0; count < 200; count += 1) {
        const answered = await call(make());
        if (answered.status >= 300) expectRefusal(answered);
      }
      expect(practice.lines).toEqual([]);
    },
  );

  it('from a caller without any policy is never allowed', async () => {
    const keys = await practice.actAs(`arn:aws:iam::${ACME.tooling}:user/lee`);
    for (let count = 0; count < 200; count += 1) {
      const asked = pick([iamOrSts, organizations, bucket])();
      const answered = await send(practice.url, sign(practice.url, keys, asked));
      const isFree = answered.status === 200 && /^<GetSessionToken/.test(answered.text);
      if (!isFree) expectRefusal(answered);
    }
  });

  it('that is not HTTP at all is answered 400, and the next call as ever', async () => {
    const { port } = new URL(practice.url);
    const tell = (bytes: string) =>
      new Promise<string>((resolve, reject) => {
        let text = '';
        const socket = connect(Number(port), '127.0.0.1', () => socket.write(bytes));
        socket.on('data', (chunk) => {
          text += chunk.toString();
        });
        socket.on('error', reject);
        socket.on('close', () => resolve(text));
      });
    for (const bytes of [
      '\u0000\u0001\u0002\r\n\r\n',
      'GET\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n',
    ])
      expect(await tell(bytes)).toMatch(/^HTTP\/1\.1 4\d\d/);
    const body = 'Action=GetCallerIdentity';
    const asked = { service: 'sts', method: 'POST', path: '/', body, headers: FORM };
    expect((await call(asked)).status).toBe(200);
  });

  it('of great size is refused', async () => {
    const body = 'x'.repeat(5 * 1024 * 1024);
    const headers = { 'x-amz-content-sha256': sha256Hex(body) };
    const path = '/app-logs/big';
    const answered = await call({ service: 's3', method: 'PUT', path, body, headers });
    expect(answered).toMatchObject({
      status: 400,
      text: expect.stringContaining('EntityTooLarge'),
    });
  });
});
