import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { AwsError } from './aws-error';
import { queryValue, type WireRequest } from './request';

const ALGORITHM = 'AWS4-HMAC-SHA256';

/** What the caller claims to have signed, before anything was verified. */
export type Claim = {
  accessKeyId: string;
  day: string;
  region: string;
  service: string;
  /** `20261124T101500Z`, as sent. */
  stamp: string;
  signedHeaders: string[];
  signature: string;
  token: string | null;
  isPresigned: boolean;
  /** How long a presigned URL holds; 0 for a signed header. */
  lifeSeconds: number;
};

const incomplete = (message: string): AwsError =>
  new AwsError('IncompleteSignature', message, 403);

export const sha256Hex = (data: string | Buffer): string =>
  createHash('sha256').update(data).digest('hex');
export const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

function headerFields(authorization: string): Record<string, string> {
  if (!authorization.startsWith(`${ALGORITHM} `))
    throw incomplete('Unsupported AWS authorization type.');
  const fields = authorization
    .slice(ALGORITHM.length)
    .split(',')
    .map((part) => part.trim())
    .map((part): [string, string] => {
      const at = part.indexOf('=');
      return [part.slice(0, Math.max(at, 0)), part.slice(at + 1)];
    });
  return Object.fromEntries(fields);
}

function rawFields(request: WireRequest): Record<string, string> {
  const authorization = request.headers['authorization'];
  if (authorization !== undefined) {
    return {
      ...headerFields(authorization),
      Date: request.headers['x-amz-date'] ?? '',
    };
  }
  const read = (name: string) => queryValue(request, `X-Amz-${name}`) ?? '';
  return {
    Credential: read('Credential'),
    SignedHeaders: read('SignedHeaders'),
    Signature: read('Signature'),
    Date: read('Date'),
  };
}

const withoutAll = (isPresigned: boolean): AwsError =>
  isPresigned
    ? new AwsError(
        'AuthorizationQueryParametersError',
        'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
      )
    : incomplete(
        'Authorization header requires Credential, SignedHeaders and Signature.',
      );

/**
 * Reads the claim of a signed request, in header or presigned form; null when unsigned.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function readClaim(request: WireRequest): Claim | null {
  const isHeader = request.headers['authorization'] !== undefined;
  const isPresigned = !isHeader && queryValue(request, 'X-Amz-Algorithm') !== undefined;
  if (!isHeader && !isPresigned) return null;
  const fields = rawFields(request);
  const { Credential, SignedHeaders, Signature } = fields;
  if (!Credential || !SignedHeaders || !Signature) throw withoutAll(isPresigned);
  const [accessKeyId = '', day = '', region = '', service = '', term] =
    Credential.split('/');
  if (term !== 'aws4_request' || !/^[0-9a-f]{64}$/.test(Signature))
    throw incomplete('Credential should be scoped to end in aws4_request.');
  return {
    accessKeyId,
    day,
    region,
    service,
    stamp: fields['Date'] ?? '',
    signedHeaders: SignedHeaders.split(';'),
    signature: Signature,
    token: tokenOf(request, isPresigned),
    isPresigned,
    lifeSeconds: isPresigned ? Number(queryValue(request, 'X-Amz-Expires') ?? 'x') : 0,
  };
}

const tokenOf = (request: WireRequest, isPresigned: boolean): string | null =>
  (isPresigned
    ? queryValue(request, 'X-Amz-Security-Token')
    : request.headers['x-amz-security-token']) ?? null;

/** Milliseconds since 1970 of `20261124T101500Z`; NaN when it is not such a stamp. */
export function stampTime(stamp: string): number {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp);
  if (!parts) return Number.NaN;
  const [, year, month, day, hour, minute, second] = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

export const scopeOf = (claim: Claim): string =>
  [claim.day, claim.region, claim.service, 'aws4_request'].join('/');

/** The key that signs for one day, region and service. */
export function signingKey(claim: Claim, secret: string): Buffer {
  const day = hmac(`AWS4${secret}`, claim.day);
  return hmac(hmac(hmac(day, claim.region), claim.service), 'aws4_request');
}

export function isSameSignature(hex: string, wanted: Buffer): boolean {
  const given = Buffer.from(hex, 'hex');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
