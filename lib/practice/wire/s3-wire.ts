import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { AwsError } from './aws-error';
import type { OperationModel, Schema } from './models';
import type { Input } from './parse-query';
import { queryValue, type WireRequest, type WireResponse } from './request';
import { membersOf, type S3Target } from './s3-route';
import { membersXml } from './write-xml';

const XML = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  processEntities: false,
});

function xmlPayload(member: Schema, name: string, body: Buffer): unknown {
  const text = body.toString('utf8');
  if (text.trim() === '') return undefined;
  if (XMLValidator.validate(text) !== true)
    throw new AwsError(
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our published schema',
    );
  const parsed: Record<string, unknown> = XML.parse(text);
  return parsed[member.getMergedTraits().xmlName ?? name];
}

function boundValue(
  member: Schema,
  name: string,
  request: WireRequest,
  target: S3Target,
  body: Buffer,
): unknown {
  const traits = member.getMergedTraits();
  if (traits.httpLabel)
    return (name === 'Bucket' ? target.bucket : target.key) ?? undefined;
  if (traits.httpQuery)
    return scalarOf(member, queryValue(request, traits.httpQuery), name);
  if (traits.httpHeader)
    return scalarOf(member, request.headers[traits.httpHeader.toLowerCase()], name);
  if (!traits.httpPayload) return undefined;
  return member.isStructSchema() ? xmlPayload(member, name, body) : body;
}

function scalarOf(member: Schema, text: string | undefined, name: string): unknown {
  if (text === undefined || !member.isNumericSchema()) return text;
  if (!/^\d{1,12}$/.test(text))
    throw new AwsError(
      'InvalidArgument',
      `Provided ${name} not an integer or within integer range`,
    );
  return Number(text);
}

/** Input of an S3 operation from path, query, headers and body, by its schema. */
export function parseS3Input(
  model: OperationModel,
  request: WireRequest,
  target: S3Target,
  body: Buffer,
): Input {
  const input: Input = {};
  for (const [name, member] of membersOf(model.input)) {
    const value = boundValue(member, name, request, target, body);
    if (value !== undefined) input[name] = value;
  }
  return input;
}

function headersOf(output: Map<string, unknown>, schema: Schema): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, member] of membersOf(schema)) {
    const header = member.getMergedTraits().httpHeader;
    const value = output.get(name);
    if (header === undefined || value === undefined) continue;
    headers[header.toLowerCase()] =
      value instanceof Date ? value.toUTCString() : String(value);
  }
  return headers;
}

const XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const XMLNS = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
const ROOT_NAMES: Record<string, string> = {
  ListBuckets: 'ListAllMyBucketsResult',
  ListObjectsV2: 'ListBucketResult',
};

/** The answer to an S3 call: headers, then the payload member or the XML of the rest. */
export function s3Response(
  model: OperationModel,
  output: object,
  requestId: string,
): WireResponse {
  const values = new Map<string, unknown>(Object.entries(output));
  const headers = { 'x-amz-request-id': requestId, ...headersOf(values, model.output) };
  const status = model.http?.[2] ?? 200;
  const payload = membersOf(model.output).find(
    ([, member]) => member.getMergedTraits().httpPayload,
  );
  if (payload) return payloadResponse(payload, values, status, headers);
  const xml = membersXml(model.output, output);
  if (model.name === 'GetBucketLocation')
    return locationResponse(values, status, headers);
  const root = ROOT_NAMES[model.name];
  if (!root) return { status, headers, body: '' };
  return xmlResponse(status, headers, `<${root} ${XMLNS}>${xml}</${root}>`);
}

/** The one answer whose root element is its only member. */
function locationResponse(
  values: Map<string, unknown>,
  status: number,
  headers: Record<string, string>,
): WireResponse {
  const region = String(values.get('LocationConstraint') ?? '');
  return xmlResponse(
    status,
    headers,
    `<LocationConstraint ${XMLNS}>${region}</LocationConstraint>`,
  );
}

const xmlResponse = (
  status: number,
  headers: Record<string, string>,
  xml: string,
): WireResponse => ({
  status,
  headers: { ...headers, 'content-type': 'application/xml' },
  body: XML_HEAD + xml,
});

function payloadResponse(
  [name, member]: [string, Schema],
  values: Map<string, unknown>,
  status: number,
  headers: Record<string, string>,
): WireResponse {
  const value = values.get(name);
  if (member.isStructSchema() && typeof value === 'object' && value !== null)
    return xmlResponse(
      status,
      headers,
      `<${name} ${XMLNS}>${membersXml(member, value)}</${name}>`,
    );
  if (Buffer.isBuffer(value)) return { status, headers, body: value };
  return { status, headers, body: typeof value === 'string' ? value : '' };
}
