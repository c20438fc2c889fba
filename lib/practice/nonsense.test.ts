import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from './seed/accounts';
import { rootArn, userArn } from './seed/document';
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
  SEED,
} from './test-nonsense';
import { type Keys, startTestPractice } from './test-practice';
import { randomRequest } from './test-random-requests';
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
function expectRefusal({ status, contentType, text }: Answered, told = ''): void {
  expect(status === 501 || (status >= 400 && status < 500), told).toBe(true);
  expect(contentType, told).toMatch(/xml|json/);
  expect(text, told).not.toMatch(/<html|node_modules|\.ts:\d|at \w+ \(|native code/);
  expect(text, told).toMatch(/^$|<Code>\w+<\/Code>|"__type":"\w+"/);
}

const WHO: Asked = {
  service: 'sts',
  method: 'POST',
  path: '/',
  body: 'Action=GetCallerIdentity',
  headers: FORM,
};

/** Requests that are under way at once. */
const BATCH = 10;

/** What AWS lets every caller do, whatever policies say. */
const isFree = ({ service, body = '' }: Asked, { text }: Answered): boolean =>
  service === 'sts' &&
  /Action=Get(SessionToken|CallerIdentity|AccessKeyInfo)\b/.test(body) &&
  /^<Get(SessionToken|CallerIdentity|AccessKeyInfo)Response/.test(text);

/** Writes bytes as they are; tells what comes back until the connection ends. */
const tell = (bytes: string) =>
  new Promise<string>((resolve, reject) => {
    const { port } = new URL(practice.url);
    let text = '';
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(bytes));
    socket.setTimeout(5_000, () => socket.end());
    socket.on('data', (chunk) => {
      text += chunk.toString();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(text));
  });

type Tried = { asked?: Asked; who?: string; answered: Answered };

/** An administrator may be answered; anybody else is refused what is not free for all. */
function expectNoMore({ asked, who, answered }: Tried, count: number): void {
  const isFreeCall = asked !== undefined && isFree(asked, answered);
  const mayPass = who === 'admin' || (who === 'nobody' && isFreeCall);
  if (mayPass && answered.status < 400) return;
  const told = { seed: SEED, count, who, asked, answered };
  expectRefusal(answered, JSON.stringify(told).slice(0, 3000));
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

  it("is a service's name that every object has", async () => {
    for (const service of ['constructor', 'toString', '__proto__'])
      expectRefusal(await call({ ...WHO, service }), service);
  });

  it('from a caller without any policy is never allowed', async () => {
    const keys = await practice.actAs(`arn:aws:iam::${ACME.tooling}:user/lee`);
    for (let count = 0; count < 200; count += 1) {
      const asked = pick([iamOrSts, organizations, bucket])();
      const answered = await send(practice.url, sign(practice.url, keys, asked));
      const isFree = answered.status === 200 && /^<GetSessionToken/.test(answered.text);
      if (!isFree) expectRefusal(answered);
    }
  });

  it('of 5,000 kinds, to every operation of every service, never gets more than it may', async () => {
    const nobody = await practice.actAs(userArn(ACME.tooling, 'lee'));
    const stranger = { ...nobody, secretAccessKey: 'x'.repeat(40) };
    for (let count = 0; count < 5000; count += BATCH) {
      const batch = Array.from({ length: BATCH }, () => ({
        asked: randomRequest(),
        who: pick(['admin', 'nobody', 'stranger'] as const),
      }));
      const answers = batch.map(({ asked, who }) =>
        send(practice.url, sign(practice.url, { admin, nobody, stranger }[who], asked)),
      );
      for (const [at, answered] of (await Promise.all(answers)).entries())
        expectNoMore({ ...batch[at], answered }, count + at);
    }
    expect(practice.lines).toEqual([]);
    expect((await call(WHO)).status).toBe(200);
  });

  it('on the wire is answered in the shape of an error, and the next call as ever', async () => {
    const head = 'POST / HTTP/1.1\r\nHost: x\r\n';
    const many = Array.from({ length: 3000 }, (_, at) => `x-${at}: y\r\n`).join('');
    for (const bytes of [
      `${head}x: ${'y'.repeat(40_000)}\r\n\r\n`,
      `${head}${many}\r\n`,
      `${head}Transfer-Encoding: chunked\r\n\r\nzz\r\nbody\r\n`,
      `${head}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\nhello`,
      `${head}Expect: nonsense\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
      'CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n',
      'TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      `GET ${'/x'.repeat(2000)}?%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
      'GET http://elsewhere/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      'BREW / HTTP/1.1\r\nHost: x\r\n\r\n',
      `${head}Upgrade: websocket\r\nConnection: upgrade, close\r\nContent-Length: 0\r\n\r\n`,
    ])
      expect(await tell(bytes), bytes.slice(0, 80)).toMatch(
        /^HTTP\/1\.1 4\d\d [\s\S]*<Code>\w+<\/Code>/,
      );
    expect(practice.lines).toEqual([]);
    expect((await call(WHO)).status).toBe(200);
  });

  it('that stops half way, or hangs up, keeps nobody else waiting and leaves no trace', async () => {
    const head = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nAction=';
    const { port } = new URL(practice.url);
    const sockets = Array.from({ length: 50 }, () => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(head));
      socket.on('error', () => undefined);
      return socket;
    });
    expect((await call(WHO)).status).toBe(200);
    for (const [at, socket] of sockets.entries())
      if (at % 2 === 0) socket.destroy();
      else socket.resetAndDestroy();
    expect((await call(WHO)).status).toBe(200);
    expect(practice.lines).toEqual([]);
  });

  it('that asks for a tunnel and is gone ends nothing', async () => {
    const { port } = new URL(practice.url);
    const reset = () =>
      new Promise<void>((resolve) => {
        const socket = connect(Number(port), '127.0.0.1', () => {
          socket.write('CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n');
          setImmediate(() => socket.resetAndDestroy());
        });
        socket.on('error', () => undefined);
        socket.on('close', () => resolve());
      });
    await Promise.all(Array.from({ length: 20 }, reset));
    expect((await call(WHO)).status).toBe(200);
  });

  it('that asks for a tunnel and never hangs up does not keep the endpoint from stopping', async () => {
    const second = await startTestPractice({ seed: 'small' });
    const { port } = new URL(second.url);
    const allowHalfOpen = true;
    const socket = connect({ port: Number(port), host: '127.0.0.1', allowHalfOpen });
    socket.write('CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n');
    socket.resume();
    await new Promise((resolve) => socket.on('end', resolve));
    await second.stop();
    socket.destroy();
  });

  it('that is not HTTP at all is answered 400, and the next call as ever', async () => {
    for (const bytes of [
      '\u0000\u0001\u0002\r\n\r\n',
      'GET\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n',
    ])
      expect(await tell(bytes)).toMatch(/^HTTP\/1\.1 4\d\d/);
    expect((await call(WHO)).status).toBe(200);
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
