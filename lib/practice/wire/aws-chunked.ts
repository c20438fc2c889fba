import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { AwsError } from './aws-error';
import type { WireRequest } from './request';
import {
  type Claim,
  hmac,
  isSameSignature,
  scopeOf,
  sha256Hex,
  signingKey,
} from './signature';

type Chunk = { data: Buffer; signature: string | null };
type Unwrapped = { chunks: Chunk[]; trailers: Record<string, string> };

const broken = (): AwsError =>
  new AwsError(
    'IncompleteBody',
    'The request body terminated unexpectedly: a chunk is incomplete.',
  );

function readLine(body: Buffer, from: number): { text: string; next: number } {
  const end = body.indexOf('\r\n', from);
  if (end < 0) throw broken();
  return { text: body.toString('latin1', from, end), next: end + 2 };
}

function readTrailers(body: Buffer, from: number): Record<string, string> {
  const lines = body.toString('latin1', from).split('\r\n');
  const pairs = lines
    .filter((line) => line.includes(':'))
    .map((line): [string, string] => {
      const at = line.indexOf(':');
      return [line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()];
    });
  return Object.fromEntries(pairs);
}

function unwrap(body: Buffer): Unwrapped {
  const chunks: Chunk[] = [];
  for (let at = 0; ; ) {
    const { text, next } = readLine(body, at);
    const head = /^([0-9a-fA-F]{1,8})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(text);
    if (!head?.[1]) throw broken();
    const size = Number.parseInt(head[1], 16);
    if (next + size > body.length) throw broken();
    chunks.push({
      data: body.subarray(next, next + size),
      signature: head[2] ?? null,
    });
    if (size === 0) return { chunks, trailers: readTrailers(body, next) };
    at = next + size + 2;
  }
}

function verifyChunks(chunks: Chunk[], claim: Claim, secret: string): void {
  const key = signingKey(claim, secret);
  let previous = claim.signature;
  for (const { data, signature } of chunks) {
    const toSign = [
      'AWS4-HMAC-SHA256-PAYLOAD',
      claim.stamp,
      scopeOf(claim),
      previous,
      sha256Hex(''),
      sha256Hex(data),
    ].join('\n');
    if (!signature || !isSameSignature(signature, hmac(key, toSign)))
      throw new AwsError('SignatureDoesNotMatch', 'A chunk signature is wrong.', 403);
    previous = signature;
  }
}

const uint32 = (value: number): string => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes.toString('base64');
};

/** The checksums we can compute; others are taken on trust. */
const CHECKSUMS: Record<string, (data: Buffer) => string> = {
  'x-amz-checksum-crc32': (data) => uint32(crc32(data)),
  'x-amz-checksum-sha1': (data) => createHash('sha1').update(data).digest('base64'),
  'x-amz-checksum-sha256': (data) => createHash('sha256').update(data).digest('base64'),
};

function checkSums(data: Buffer, given: Record<string, string>): void {
  for (const [name, compute] of Object.entries(CHECKSUMS)) {
    const claimed = given[name];
    if (claimed !== undefined && claimed !== compute(data))
      throw new AwsError(
        'BadDigest',
        `The ${name.slice('x-amz-checksum-'.length).toUpperCase()} you specified did not match the calculated checksum.`,
      );
  }
}

/**
 * The payload of an S3 request: `aws-chunked` bodies unwrapped, chunk signatures and
 * checksums verified.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 */
export function payloadOf(request: WireRequest, claim: Claim, secret: string): Buffer {
  const mode = request.headers['x-amz-content-sha256'] ?? '';
  if (!mode.startsWith('STREAMING-')) {
    checkSums(request.body, request.headers);
    return request.body;
  }
  const { chunks, trailers } = unwrap(request.body);
  if (mode.startsWith('STREAMING-AWS4-HMAC-SHA256-PAYLOAD'))
    verifyChunks(chunks, claim, secret);
  const data = Buffer.concat(chunks.map((chunk) => chunk.data));
  const length = request.headers['x-amz-decoded-content-length'];
  if (length !== undefined && Number(length) !== data.length) throw broken();
  checkSums(data, trailers);
  return data;
}
