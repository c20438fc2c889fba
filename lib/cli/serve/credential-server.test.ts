import { request } from 'node:http';
import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { err, ok, type Result } from '@/lib/core/result';
import type { IssuedCredentials } from '@/lib/credentials/schema';
import type { Problem } from '../console/call-console';
import { type CredentialServer, serveCredentials } from './credential-server';

const issued: IssuedCredentials = {
  roleArn: 'arn:aws:iam::444455556666:role/data-read',
  accessKeyId: 'ASIAEXAMPLE',
  secretAccessKey: 'canary-secret',
  sessionToken: 'canary-token',
  expiresAt: '2026-11-24T10:00:00.000Z',
  sessionName: 'db-mei-k3jx7q2a',
  sourceIdentity: null,
  region: 'eu-west-1',
  endpointUrl: null,
  formats: {} as never, // the endpoint reads none
};

let opened: CredentialServer[] = [];
afterEach(() => {
  for (const server of opened) server.close();
  opened = [];
});

async function serving(
  take: () => Promise<Result<IssuedCredentials, Problem>> = async () => ok(issued),
) {
  const said: string[] = [];
  const complain = (line: string) => void said.push(line);
  const server = await serveCredentials({ port: 0, take, complain });
  if (!server.ok) throw new Error(server.error);
  opened.push(server.value);
  const { url, token } = server.value;
  const ask = (change: {
    method?: string;
    path?: string;
    headers?: Record<string, string>;
  }) =>
    new Promise<{ status: number; text: string }>((resolve, reject) => {
      const { hostname, port, pathname } = new URL(url);
      const headers = { authorization: token, ...change.headers };
      const asked = request({
        hostname,
        port,
        path: change.path ?? pathname,
        method: change.method ?? 'GET',
        headers,
      });
      asked.once('error', reject).once('response', async (response) => {
        let text = '';
        for await (const chunk of response) text += chunk;
        resolve({ status: response.statusCode ?? 0, text });
      });
      asked.end();
    });
  return { url, token, said, ask };
}

describe('the endpoint', () => {
  it('gives credentials in the words of AWS containers to who knows the token', async () => {
    const { ask, said } = await serving();
    const { status, text } = await ask({});
    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual({
      AccessKeyId: 'ASIAEXAMPLE',
      SecretAccessKey: 'canary-secret',
      Token: 'canary-token',
      Expiration: '2026-11-24T10:00:00Z',
      AccountId: '444455556666',
      RoleArn: issued.roleArn,
    });
    expect(said).toEqual([]);
  });

  it('is one of this computer alone, and has another token each time', async () => {
    const [one, other] = [await serving(), await serving()];
    expect(one.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/credentials$/);
    expect(one.token).toMatch(/^[\w-]{43}$/);
    expect(one.token).not.toBe(other.token);
  });

  it.each<
    [
      what: string,
      status: number,
      change: Parameters<Awaited<ReturnType<typeof serving>>['ask']>[0],
    ]
  >([
    ['a name that was led here', 403, { headers: { host: 'evil.example' } }],
    ['this computer by its other name', 403, { headers: { host: 'localhost:80' } }],
    ['a page of another site', 403, { headers: { origin: 'http://evil.example' } }],
    ['a page of no site', 403, { headers: { origin: 'null' } }],
    ['a browser', 403, { headers: { 'sec-fetch-site': 'none' } }],
    ['somebody without the token', 401, { headers: { authorization: '' } }],
    ['somebody who guesses', 401, { headers: { authorization: 'x'.repeat(43) } }],
    ['somebody with another scheme', 401, { headers: { authorization: 'Bearer x' } }],
    ['a write', 404, { method: 'POST' }],
    ['another path', 404, { path: '/' }],
    ['a path of two slashes', 404, { path: '//' }],
    ['a whole address', 404, { path: 'http://evil.example/credentials' }],
  ])('gives nothing to %s, and says so once', async (_what, status, change) => {
    const { ask, said, token } = await serving();
    const answers = [await ask(change), await ask(change)];
    expect(answers.map((answer) => answer.status)).toEqual([status, status]);
    expect(JSON.stringify(answers)).not.toMatch(/canary|ASIA/);
    expect(said).toEqual([
      expect.stringMatching(/^a request was refused\. It was asked for /),
    ]);
    expect(said.join()).not.toContain(token);
    expect((await ask({})).status).toBe(200);
  });

  it('is not ended by what is no request', async () => {
    const { url, ask } = await serving();
    const { hostname, port } = new URL(url);
    const socket = net.connect(Number(port), hostname);
    socket.end('\x16\x03\x01nonsense\r\n\r\n');
    await new Promise((resolve) => socket.once('close', resolve).resume());
    expect((await ask({})).status).toBe(200);
  });

  it('asks once for all that ask at the same time, and again for who asks after', async () => {
    let asked = 0;
    let answer = () => {};
    const waiting = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const { ask } = await serving(async () => {
      asked += 1;
      await waiting;
      return ok(issued);
    });
    const answers = Promise.all(Array.from({ length: 20 }, () => ask({})));
    await expect.poll(() => asked).toBe(1);
    answer();
    expect((await answers).map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(asked).toBeLessThanOrEqual(2); // a request may arrive after the answer
    const before = asked;
    await ask({});
    expect(asked).toBe(before + 1);
  });

  it.each([
    ['refused', 403],
    ['signed-out', 403],
    ['unreachable', 503],
  ] as const)('says why there are none when it is %s', async (kind, status) => {
    const { ask } = await serving(async () => err({ kind, message: 'why' }));
    const answer = await ask({});
    expect(answer).toEqual({
      status,
      text: JSON.stringify({ Code: 'NoCredentials', Message: 'why' }),
    });
  });

  it('lives on when what is kept cannot be read', async () => {
    const failing = Promise.reject(Object.assign(new Error('x'), { code: 'EACCES' }));
    failing.catch(() => undefined);
    const { ask } = await serving(() => failing);
    expect((await ask({})).status).toBe(503);
    expect((await ask({})).status).toBe(503);
  });

  it('is not there on a port that is taken', async () => {
    const { url } = await serving();
    const port = Number(new URL(url).port);
    const again = await serveCredentials({
      port,
      take: async () => ok(issued),
      complain: () => undefined,
    });
    expect(again).toEqual({
      ok: false,
      error: `port ${port} cannot be listened on: EADDRINUSE`,
    });
  });
});
