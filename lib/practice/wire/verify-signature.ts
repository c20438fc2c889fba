import { AwsError } from './aws-error';
import { encodeRfc3986, type WireRequest } from './request';
import {
  type Claim,
  hmac,
  isSameSignature,
  scopeOf,
  sha256Hex,
  signingKey,
  stampTime,
} from './signature';

const WINDOW_MS = 15 * 60_000;
const MAX_PRESIGNED_SECONDS = 7 * 24 * 3600;

const mismatch = (message: string): AwsError =>
  new AwsError('SignatureDoesNotMatch', message, 403);

/** Refuses a request whose time is out of the window AWS accepts. */
export function checkTime(claim: Claim, nowMs: number): void {
  const at = stampTime(claim.stamp);
  if (Number.isNaN(at) || !claim.stamp.startsWith(claim.day))
    throw mismatch('Credential should be scoped to the date of the request.');
  if (claim.isPresigned) checkPresignedTime(claim, at, nowMs);
  else checkHeaderTime(claim, at, nowMs);
}

function checkHeaderTime(claim: Claim, at: number, nowMs: number): void {
  if (Math.abs(nowMs - at) <= WINDOW_MS) return;
  if (claim.service === 's3')
    throw new AwsError(
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
      403,
    );
  throw mismatch(
    at < nowMs
      ? `Signature expired: ${claim.stamp} is now earlier than the accepted window of 15 min.`
      : `Signature not yet current: ${claim.stamp} is still later than the accepted window of 15 min.`,
  );
}

const wrongParameter = (message: string): AwsError =>
  new AwsError('AuthorizationQueryParametersError', message);

function checkLife(seconds: number): void {
  if (!Number.isInteger(seconds))
    throw wrongParameter('X-Amz-Expires should be a number');
  if (seconds < 1)
    throw wrongParameter('X-Amz-Expires must be between 1 and 604800 seconds');
  if (seconds > MAX_PRESIGNED_SECONDS)
    throw wrongParameter(
      'X-Amz-Expires must be less than a week (in seconds) that is 604800',
    );
}

function checkPresignedTime(claim: Claim, at: number, nowMs: number): void {
  checkLife(claim.lifeSeconds);
  if (nowMs < at - WINDOW_MS)
    throw new AwsError('AccessDenied', 'Request is not valid yet', 403);
  const expiresAt = at + claim.lifeSeconds * 1000;
  if (nowMs > expiresAt)
    throw new AwsError('AccessDenied', 'Request has expired', 403, {
      members: {
        'X-Amz-Expires': String(claim.lifeSeconds),
        Expires: new Date(expiresAt).toISOString(),
        ServerTime: new Date(nowMs).toISOString(),
      },
    });
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function canonicalQuery(request: WireRequest): string {
  return request.query
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encodeRfc3986(name), encodeRfc3986(value)] as const)
    .sort(([aName, aValue], [bName, bValue]) =>
      aName === bName ? compare(aValue, bValue) : compare(aName, bName),
    )
    .map((pair) => pair.join('='))
    .join('&');
}

/** S3 signs the path as sent; every other service encodes each segment once more. */
const canonicalPath = (request: WireRequest, service: string): string =>
  service === 's3'
    ? request.rawPath
    : request.rawPath.split('/').map(encodeRfc3986).join('/');

function payloadHash(request: WireRequest, claim: Claim): string {
  if (claim.isPresigned)
    return claim.service === 's3' ? 'UNSIGNED-PAYLOAD' : sha256Hex(request.body);
  const claimed = request.headers['x-amz-content-sha256'];
  if (claimed === undefined) return sha256Hex(request.body);
  if (/^[0-9a-f]{64}$/.test(claimed) && claimed !== sha256Hex(request.body))
    throw new AwsError(
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  return claimed;
}

function checkSignedHeaders(request: WireRequest, claim: Claim): void {
  if (!claim.signedHeaders.includes('host'))
    throw mismatch("'Host' must be a 'SignedHeader' in the AWS Authorization.");
  const unsigned = Object.keys(request.headers).filter(
    (name) => name.startsWith('x-amz-') && !claim.signedHeaders.includes(name),
  );
  if (unsigned.length > 0)
    throw new AwsError(
      claim.service === 's3' ? 'AccessDenied' : 'SignatureDoesNotMatch',
      `There were headers present in the request which were not signed: ${unsigned.join(', ')}`,
      403,
    );
}

function canonicalRequest(request: WireRequest, claim: Claim): string {
  const headers = claim.signedHeaders.map(
    (name) => `${name}:${(request.headers[name] ?? '').trim().replace(/[ \t]+/g, ' ')}`,
  );
  return [
    request.method,
    canonicalPath(request, claim.service),
    canonicalQuery(request),
    ...headers,
    '',
    claim.signedHeaders.join(';'),
    payloadHash(request, claim),
  ].join('\n');
}

/** Refuses a request that was not signed with this secret, exactly as it arrived. */
export function verifySignature(
  request: WireRequest,
  claim: Claim,
  secret: string,
): void {
  checkSignedHeaders(request, claim);
  const toSign = [
    'AWS4-HMAC-SHA256',
    claim.stamp,
    scopeOf(claim),
    sha256Hex(canonicalRequest(request, claim)),
  ].join('\n');
  const wanted = hmac(signingKey(claim, secret), toSign);
  if (!isSameSignature(claim.signature, wanted))
    throw mismatch(
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    );
}
