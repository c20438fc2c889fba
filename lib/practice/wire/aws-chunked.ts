import { createHash } from 'node:crypto';
import { AwsError } from './aws-error';
import { CHECKSUM_ALGORITHMS, checksumOf } from './checksums';
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
type Trailers = Record<string, string>;
type Unwrapped = { chunks: Chunk[]; trailers: Trailers };

/** The bytes of a request, and its headers with the checksums that came after the bytes. */
export type Payload = { data: Buffer; headers: Record<string, string> };

const broken = (): AwsError =>
  new AwsError(
    'IncompleteBody',
    'The request body terminated unexpectedly: a chunk is incomplete.',
  );
const malformedTrailer = (): AwsError =>
  new AwsError(
    'MalformedTrailerError',
    'The request contained trailing data that was not well-formed or did not conform to our published schema.',
  );

function readLine(body: Buffer, from: number): { text: string; next: number } {
  const end = body.indexOf('\r\n', from);
  if (end < 0) throw broken();
  return { text: body.toString('latin1', from, end), next: end + 2 };
}

function readTrailers(body: Buffer, from: number): Trailers {
  const lines = body.toString('latin1', from).split(/\r?\n/);
  const pairs = lines
    .filter((line) => line.trim() !== '')
    .map((line): [string, string] => {
      const at = line.indexOf(':');
      if (at < 1) throw malformedTrailer();
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
    if (body.toString('latin1', at - 2, at) !== '\r\n') throw broken();
  }
}

const wrongSignature = (): AwsError =>
  new AwsError(
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    403,
  );

/** Checks each chunk's signature and returns the last, which the trailer's builds upon. */
function verifyChunks(chunks: Chunk[], claim: Claim, key: Buffer): string {
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
      throw wrongSignature();
    previous = signature;
  }
  return previous;
}

function verifyTrailers(
  trailers: Trailers,
  previous: string,
  claim: Claim,
  key: Buffer,
): void {
  const { 'x-amz-trailer-signature': signature, ...signed } = trailers;
  const lines = Object.entries(signed).map(([name, value]) => `${name}:${value}\n`);
  const toSign = [
    'AWS4-HMAC-SHA256-TRAILER',
    claim.stamp,
    scopeOf(claim),
    previous,
    sha256Hex(lines.sort().join('')),
  ].join('\n');
  const isWellFormed = signature !== undefined && /^[0-9a-f]{64}$/.test(signature);
  if (!isWellFormed) throw malformedTrailer();
  if (!isSameSignature(signature, hmac(key, toSign))) throw wrongSignature();
}

const CHECKSUM_HEADERS = new Map(
  CHECKSUM_ALGORITHMS.map((algorithm) => [
    `x-amz-checksum-${algorithm.toLowerCase()}`,
    algorithm,
  ]),
);

function checkSums(data: Buffer, given: Record<string, string>): void {
  for (const [name, algorithm] of CHECKSUM_HEADERS) {
    const claimed = given[name];
    if (claimed === undefined) continue;
    const wanted = checksumOf(algorithm, data);
    if (Buffer.from(claimed, 'base64').length !== Buffer.from(wanted, 'base64').length)
      throw new AwsError('InvalidRequest', `Value for ${name} header is invalid.`);
    if (claimed !== wanted)
      throw new AwsError(
        'BadDigest',
        `The ${algorithm} you specified did not match the calculated checksum.`,
      );
  }
}

function checkMd5(data: Buffer, claimed: string | undefined): void {
  if (claimed === undefined) return;
  if (Buffer.from(claimed, 'base64').length !== 16)
    throw new AwsError('InvalidDigest', 'The Content-MD5 you specified was invalid.');
  if (createHash('md5').update(data).digest('base64') !== claimed)
    throw new AwsError(
      'BadDigest',
      'The Content-MD5 you specified did not match what we received.',
    );
}

/** A whole object's checksum is told when its parts are put together: there is no body. */
const isAboutBody = (request: WireRequest): boolean =>
  !(request.method === 'POST' && request.query.some(([name]) => name === 'uploadId'));

/** What may come after the bytes is said, and signed, before them: checksums and nothing else. */
function promisedTrailers({ headers }: WireRequest): string[] {
  const names = (headers['x-amz-trailer'] ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  if (!names.every((name) => CHECKSUM_HEADERS.has(name)))
    throw new AwsError(
      'InvalidRequest',
      'The value specified in the x-amz-trailer header is not supported',
    );
  return [...new Set(names)];
}

function unwrapped(request: WireRequest, claim: Claim, secret: string): Payload {
  const mode = request.headers['x-amz-content-sha256'] ?? '';
  const { chunks, trailers } = unwrap(request.body);
  if (mode.startsWith('STREAMING-AWS4-HMAC-SHA256-PAYLOAD')) {
    const key = signingKey(claim, secret);
    const last = verifyChunks(chunks, claim, key);
    if (mode.endsWith('-TRAILER')) verifyTrailers(trailers, last, claim, key);
  }
  const data = Buffer.concat(chunks.map((chunk) => chunk.data));
  const length = request.headers['x-amz-decoded-content-length'];
  if (length !== undefined && Number(length) !== data.length) throw broken();
  const promised = mode.endsWith('-TRAILER') ? promisedTrailers(request) : [];
  const { 'x-amz-trailer-signature': _, ...sent } = trailers;
  if (Object.keys(sent).sort().join() !== promised.sort().join())
    throw malformedTrailer();
  // what was signed stands over what may not have been
  return { data, headers: { ...sent, ...request.headers } };
}

/**
 * The payload of an S3 request: `aws-chunked` bodies unwrapped, chunk signatures and
 * checksums verified.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 */
export function payloadOf(request: WireRequest, claim: Claim, secret: string): Payload {
  const isChunked = request.headers['x-amz-content-sha256']?.startsWith('STREAMING-');
  const payload = isChunked
    ? unwrapped(request, claim, secret)
    : { data: request.body, headers: request.headers };
  checkMd5(payload.data, request.headers['content-md5']);
  if (isAboutBody(request)) checkSums(payload.data, payload.headers);
  return payload;
}
