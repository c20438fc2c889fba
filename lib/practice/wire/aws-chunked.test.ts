import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { rootArn } from '../seed/document';
import { type Keys, startTestPractice } from '../test-practice';
import { callS3, elementsOf } from '../test-s3-call';
import { type Asked, send, sign } from '../test-sign';
import { hmac, sha256Hex } from './signature';

let practice: Awaited<ReturnType<typeof startTestPractice>>;
let admin: Keys;

beforeAll(async () => {
  practice = await startTestPractice();
  admin = await practice.actAs(rootArn(ACME.data));
});
afterAll(() => practice.stop());

const call = (asked: Partial<Asked>, keys = admin) => callS3(practice.url, keys, asked);

describe('chunks with trailers', () => {
  const chunked = (body: string, headers: Record<string, string> = {}) =>
    call({
      method: 'PUT',
      path: '/app-logs/chunked',
      body,
      headers: {
        'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
        'x-amz-decoded-content-length': '5',
        'x-amz-trailer': 'x-amz-checksum-crc32',
        ...headers,
      },
    });
  const CRC = 'x-amz-checksum-crc32:NhCmhg==';

  it('are taken when everything fits', async () => {
    expect((await chunked(`5\r\nhello\r\n0\r\n${CRC}\r\n\r\n`)).status).toBe(200);
    const { text } = await call({ path: '/app-logs/chunked' });
    expect(text).toBe('hello');
  });

  it.each([
    [
      'a wrong checksum',
      '5\r\nhellO\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n',
      'BadDigest',
    ],
    ['no trailer', '5\r\nhello\r\n0\r\n\r\n', 'MalformedTrailerError'],
    [
      'a trailer without a name',
      '5\r\nhello\r\n0\r\nNhCmhg==\r\n\r\n',
      'MalformedTrailerError',
    ],
    [
      'a trailer nobody announced',
      `5\r\nhello\r\n0\r\n${CRC}\r\nx-amz-storage-class:GLACIER\r\n\r\n`,
      'MalformedTrailerError',
    ],
    ['a chunk too short', `9\r\nhello\r\n0\r\n${CRC}\r\n\r\n`, 'IncompleteBody'],
    ['no end', '5\r\nhello\r\n', 'IncompleteBody'],
    ['a size that is none', `five\r\nhello\r\n0\r\n${CRC}\r\n\r\n`, 'IncompleteBody'],
    ['another length', `4\r\nhell\r\n0\r\n${CRC}\r\n\r\n`, 'IncompleteBody'],
    ['bytes between chunks', `5\r\nhello??0\r\n${CRC}\r\n\r\n`, 'IncompleteBody'],
  ])('are refused with %s', async (_, body, code) => {
    const { status, text } = await chunked(body);
    expect([status, elementsOf(text)['Code']]).toEqual([400, code]);
  });

  it('carry nothing but checksums', async () => {
    const { status, text } = await chunked(
      `5\r\nhello\r\n0\r\n${CRC}\r\nx-amz-storage-class:GLACIER\r\n\r\n`,
      { 'x-amz-trailer': 'x-amz-checksum-crc32,x-amz-storage-class' },
    );
    expect([status, elementsOf(text)['Code']]).toEqual([400, 'InvalidRequest']);
  });

  it('do not stand over a header that was signed', async () => {
    const { status, text } = await chunked(`5\r\nhello\r\n0\r\n${CRC}\r\n\r\n`, {
      'x-amz-checksum-crc32': 'AAAAAA==',
    });
    expect([status, elementsOf(text)['Code']]).toEqual([400, 'BadDigest']);
  });

  function signedTrailer(bend: (signature: string) => string) {
    const mode = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER';
    const signed = sign(practice.url, admin, {
      service: 's3',
      method: 'PUT',
      path: '/app-logs/signed-trailer',
      headers: {
        'x-amz-content-sha256': mode,
        'x-amz-decoded-content-length': '5',
        'x-amz-trailer': 'x-amz-checksum-crc32',
      },
    });
    const { key, scope, stamp } = signed;
    const next = (kind: string, previous: string, ...hashes: string[]) =>
      hmac(
        key as Buffer,
        [`AWS4-HMAC-SHA256-${kind}`, stamp, scope, previous, ...hashes].join('\n'),
      ).toString('hex');
    const first = next('PAYLOAD', signed.signature, sha256Hex(''), sha256Hex('hello'));
    const last = next('PAYLOAD', first, sha256Hex(''), sha256Hex(''));
    const trailer = bend(next('TRAILER', last, sha256Hex(`${CRC}\n`)));
    const body = `5;chunk-signature=${first}\r\nhello\r\n0;chunk-signature=${last}\r\n${CRC}\r\nx-amz-trailer-signature:${trailer}\r\n\r\n`;
    return send(practice.url, { ...signed, body });
  }

  it('are signed to the last', async () => {
    expect((await signedTrailer((right) => right)).status).toBe(200);
    expect((await signedTrailer(() => '0'.repeat(64))).text).toContain(
      'SignatureDoesNotMatch',
    );
    expect((await signedTrailer(() => 'nothing')).text).toContain(
      'MalformedTrailerError',
    );
  });
});
