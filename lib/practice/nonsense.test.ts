import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from './seed/accounts';
import { rootArn } from './seed/document';
import {
  authorizations,
  bucket,
  FORM,
  form,
  headersOf,
  iamOrSts,
  JUNK,
  organizations,
  PATHS,
  pick,
} from './test-nonsense';
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

/** The dialects' two shapes of an error, and nothing of the program that wrote it. */
function expectRefusal({ status, contentType, text }: Answered): void {
  expect(status === 501 || (status >= 400 && status < 500)).toBe(true);
  expect(contentType).toMatch(/xml|json/);
  expect(text).not.toMatch(/<html|node_modules|\.ts:\d|at \w+ \(/);
  expect(text).toMatch(/^$|<Code>\w+<\/Code>|"__type":"\w+"/);
}

const call = (asked: Asked): Promise<Answered> =>
  send(practice.url, sign(practice.url, admin, asked));

async function sendUnsigned(): Promise<Answered> {
  const method = pick(['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH', 'OPTIONS']);
  const headers = headersOf({
    authorization: authorizations(admin.accessKeyId),
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

  it.each([
    ['a form', { service: 'sts', method: 'POST', path: '/' }, 5],
    ['a bucket policy', { service: 's3', method: 'PUT', path: '/app-logs' }, 5],
    ['an object', { service: 's3', method: 'PUT', path: '/app-logs/big' }, 66],
  ])('of great size is refused: %s', async (_, asked, mebibytes) => {
    const body = 'x'.repeat(mebibytes * 1024 * 1024);
    const headers = { ...FORM, 'x-amz-content-sha256': sha256Hex(body) };
    const answered = await call({ ...asked, body, headers });
    expect(answered).toMatchObject({
      status: 400,
      text: expect.stringContaining('EntityTooLarge'),
    });
  });
});
