import { createHash } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { roleArn, rootArn } from '../seed/document';
import { clientsOf, codeOf, type Keys, startTestPractice } from '../test-practice';
import { type Asked, presignedUrl, send as sendTo, sign as signFor } from '../test-sign';
import { hmac, sha256Hex } from './signature';

let practice: Awaited<ReturnType<typeof startTestPractice>>;
let keys: Keys;

beforeAll(async () => {
  practice = await startTestPractice({ seed: 'small' });
  keys = await practice.actAs(rootArn(ACME.data));
});
afterAll(() => practice.stop());

const sign = (asked: Asked, credentials: Keys = keys) =>
  signFor(practice.url, credentials, asked);
const send = (signed: ReturnType<typeof sign>) => sendTo(practice.url, signed);

const whoAmI = (more: Partial<Asked> = {}): Asked => ({
  method: 'POST',
  path: '/',
  service: 'sts',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: 'Action=GetCallerIdentity&Version=2011-06-15',
  ...more,
});

describe('a signed call', () => {
  it('is answered when all is right', async () => {
    const { status, text } = await send(sign(whoAmI()));
    expect(status).toBe(200);
    expect(text).toContain(`<Account>${ACME.data}</Account>`);
  });

  it('is refused when anything was changed after it was signed', async () => {
    const changes: ((signed: ReturnType<typeof sign>) => void)[] = [
      (signed) => {
        signed.body = `${signed.body}&x=1`;
      },
      (signed) => {
        signed.query = 'x=1';
      },
      (signed) => {
        signed.path = '/other';
      },
      (signed) => {
        signed.headers['x-amz-target'] = 'Other.Thing';
      },
      (signed) => {
        signed.headers['content-type'] =
          'application/x-www-form-urlencoded; charset=utf-8';
      },
      (signed) => {
        const { authorization = '' } = signed.headers;
        signed.headers['authorization'] = authorization.replace('us-east-1', 'eu-west-1');
      },
      (signed) => {
        const { authorization = '' } = signed.headers;
        signed.headers['authorization'] = authorization.replace('host;', '');
      },
    ];
    for (const change of changes) {
      const signed = sign(whoAmI());
      change(signed);
      const { status, text } = await send(signed);
      expect([status, text]).toEqual([
        expect.toSatisfy((code) => code === 400 || code === 403),
        expect.stringMatching(/Signature/),
      ]);
    }
  });

  it("is refused with a wrong secret, an unknown key, or another session's token", async () => {
    const other = await practice.actAs(roleArn(ACME.data, 'data-read'));
    const refusals = [
      [{ ...keys, secretAccessKey: 'wrong' }, 'SignatureDoesNotMatch'],
      [{ ...keys, accessKeyId: 'AKIAPRACTICEAAAAAAAA' }, 'InvalidClientTokenId'],
      [{ ...keys, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' }, 'InvalidClientTokenId'],
      [{ ...keys, sessionToken: other.sessionToken ?? '' }, 'InvalidClientTokenId'],
      [
        { accessKeyId: other.accessKeyId, secretAccessKey: other.secretAccessKey },
        'InvalidClientTokenId',
      ],
    ] as const;
    for (const [credentials, code] of refusals) {
      const { status, text } = await send(sign(whoAmI(), credentials));
      expect([status, /<Code>(\w+)/.exec(text)?.[1]]).toEqual([403, code]);
    }
  });

  it('is refused a quarter of an hour away from our clock', async () => {
    for (const minutes of [-16, 16]) {
      const at = Date.now() + minutes * 60_000;
      expect((await send(sign(whoAmI({ at })))).text).toMatch(
        /Signature (expired|not yet current)/,
      );
      const s3 = await send(
        sign({
          method: 'GET',
          path: '/',
          service: 's3',
          at,
          headers: { 'x-amz-content-sha256': sha256Hex('') },
        }),
      );
      expect(s3.text).toContain('RequestTimeTooSkewed');
    }
    expect((await send(sign(whoAmI({ at: Date.now() - 14 * 60_000 })))).status).toBe(200);
  });

  it('is told to sign when it did not', async () => {
    const { status, text } = await send({
      ...sign(whoAmI()),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(status).toBe(403);
    expect(text).toContain('MissingAuthenticationToken');
    const web = await send({
      ...sign(whoAmI()),
      body: 'Action=AssumeRoleWithWebIdentity',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect([web.status, /<Code>(\w+)/.exec(web.text)?.[1]]).toEqual([
      400,
      'ValidationError',
    ]);
  });
});

describe('a payload in chunks', () => {
  function chunked(
    credentials: Keys,
    bend: (signature: string) => string = (same) => same,
  ) {
    const signed = sign(
      {
        method: 'PUT',
        path: '/app-logs/chunked.txt',
        service: 's3',
        headers: {
          'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
          'x-amz-decoded-content-length': '10',
        },
        payloadHash: 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
      },
      credentials,
    );
    let previous = signed.signature;
    let body = '';
    for (const data of ['hello', 'world', '']) {
      const toSign = [
        'AWS4-HMAC-SHA256-PAYLOAD',
        signed.stamp,
        signed.scope,
        previous,
        sha256Hex(''),
        sha256Hex(data),
      ].join('\n');
      previous = hmac(signed.key, toSign).toString('hex');
      body += `${data.length.toString(16)};chunk-signature=${bend(previous)}\r\n${data}\r\n`;
    }
    return { ...signed, body };
  }

  it('is put together when each chunk is signed', async () => {
    expect((await send(chunked(keys))).status).toBe(200);
    const { s3 } = clientsOf(practice.url, keys);
    const got = await s3.send(
      new GetObjectCommand({ Bucket: 'app-logs', Key: 'chunked.txt' }),
    );
    expect(await got.Body?.transformToString()).toBe('helloworld');
  });

  it("is refused when a chunk's signature is wrong or a chunk is missing", async () => {
    const wrong = await send(chunked(keys, () => '0'.repeat(64)));
    expect(wrong).toMatchObject({
      status: 403,
      text: expect.stringContaining('SignatureDoesNotMatch'),
    });
    const whole = chunked(keys);
    const half = await send({ ...whole, body: String(whole.body).slice(0, 100) });
    expect(half).toMatchObject({
      status: 400,
      text: expect.stringContaining('IncompleteBody'),
    });
  });

  it('is refused when its checksum is wrong', async () => {
    const { s3 } = clientsOf(practice.url, keys);
    const put = (ChecksumSHA256: string) => {
      const input = { Bucket: 'app-logs', Key: 'sum', Body: 'x', ChecksumSHA256 };
      return codeOf(s3.send(new PutObjectCommand(input)));
    };
    const ofAnother = createHash('sha256').update('y').digest('base64');
    expect(await put(ofAnother)).toBe('BadDigest');
    expect(await put('AAAA')).toBe('InvalidRequest');
  });
});

describe('a presigned address', () => {
  const presigned = (lifeSeconds: number, at = Date.now()) => {
    const path = '/app-logs/logs/2026-11-22.json';
    const seconds = String(lifeSeconds);
    return fetch(presignedUrl(practice.url, keys, { path, seconds, at }));
  };

  it('opens an object as long as it holds', async () => {
    const open = await presigned(60);
    expect(open.status).toBe(200);
    expect(await open.json()).toEqual({ requests: 48_213 });
    const late = await presigned(60, Date.now() - 61_000);
    expect([late.status, await late.text()]).toEqual([
      403,
      expect.stringContaining('Request has expired'),
    ]);
    expect((await presigned(0)).status).toBe(400);
    expect((await presigned(604_801)).status).toBe(400);
  });
});
