import type { Payload } from './aws-chunked';
import { AwsError } from './aws-error';
import { type OperationModel, requiredMembers, type Schema } from './models';
import type { Input } from './parse-query';
import { queryValue, type WireRequest } from './request';
import { membersOf, type S3Target } from './s3-route';
import { readXmlPayload } from './s3-xml';

type Source = {
  request: WireRequest;
  target: S3Target;
  headers: Record<string, string>;
  data: Buffer;
};

function prefixed(headers: Record<string, string>, prefix: string): unknown {
  const found = Object.entries(headers).filter(([name]) => name.startsWith(prefix));
  if (found.length === 0) return undefined;
  return Object.fromEntries(
    found.map(([name, value]) => [name.slice(prefix.length), value]),
  );
}

function boundValue(member: Schema, name: string, source: Source): unknown {
  const { request, target, headers, data } = source;
  const traits = member.getMergedTraits();
  if (traits.httpLabel)
    return (name === 'Bucket' ? target.bucket : target.key) ?? undefined;
  if (traits.httpQuery)
    return scalarOf(member, queryValue(request, traits.httpQuery), name);
  if (traits.httpHeader)
    return scalarOf(member, headers[traits.httpHeader.toLowerCase()], name);
  if (traits.httpPrefixHeaders !== undefined)
    return prefixed(headers, traits.httpPrefixHeaders.toLowerCase());
  if (!traits.httpPayload) return undefined;
  return member.isStructSchema() ? readXmlPayload(member, name, data) : data;
}

function numberOf(text: string, name: string): number {
  if (!/^\d{1,12}$/.test(text))
    throw new AwsError(
      'InvalidArgument',
      `Provided ${name} not an integer or within integer range`,
      400,
      { members: { ArgumentName: name, ArgumentValue: text } },
    );
  return Number(text);
}

function scalarOf(member: Schema, text: string | undefined, name: string): unknown {
  if (text === undefined) return undefined;
  if (member.isNumericSchema()) return numberOf(text, name);
  if (member.isBooleanSchema()) return text.trim().toLowerCase() === 'true';
  if (member.isListSchema()) return text.split(',').map((item) => item.trim());
  if (!member.isTimestampSchema()) return text;
  // a date that cannot be read is as good as none
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

const SIGNING = /^x-amz-(algorithm|credential|date|expires|signedheaders|signature)$/;

/** A presigned URL carries headers in its query, when its maker put them there. */
export function withHoistedHeaders(request: WireRequest): WireRequest {
  const pairs = request.query
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => name.startsWith('x-amz-') && !SIGNING.test(name));
  return { ...request, headers: { ...Object.fromEntries(pairs), ...request.headers } };
}

/** What was signed as a header is not proof of what was sent: these must say it twice. */
const NEEDS_DIGEST = new Set(['DeleteObjects']);

const hasDigest = (headers: Record<string, string>): boolean =>
  Object.keys(headers).some((name) => /^(content-md5|x-amz-checksum-\w+)$/.test(name));

function checkBody(model: OperationModel, input: Input, source: Source): void {
  const [payload] =
    membersOf(model.input).find(([, member]) => member.getMergedTraits().httpPayload) ??
    [];
  const isMissing =
    payload !== undefined &&
    input[payload] === undefined &&
    requiredMembers(model.input).includes(payload);
  if (isMissing) throw new AwsError('MissingRequestBodyError', 'Request Body is empty');
  if (NEEDS_DIGEST.has(model.name) && !hasDigest(source.headers))
    throw new AwsError(
      'InvalidRequest',
      'Missing required header for this request: Content-MD5',
    );
}

/** Input of an S3 operation from path, query, headers and body, by its schema. */
export function parseS3Input(
  model: OperationModel,
  request: WireRequest,
  target: S3Target,
  { data, headers }: Payload,
): Input {
  const source = { request, target, headers, data };
  const input: Input = {};
  for (const [name, member] of membersOf(model.input)) {
    const value = boundValue(member, name, source);
    if (value !== undefined) input[name] = value;
  }
  checkBody(model, input, source);
  return input;
}
