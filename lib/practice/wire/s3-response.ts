import type { OperationModel, Schema } from './models';
import type { WireResponse } from './request';
import { membersOf } from './s3-route';
import { membersXml, XML_HEAD, xmlnsOf } from './write-xml';

/** Header values travel as Latin-1; anything else would break the answer. */
const headerText = (value: unknown): string =>
  (value instanceof Date ? value.toUTCString() : String(value)).replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these end or split a header
    /[\u0000-\u0008\u000a-\u001f\u007f\u0100-\uffff]/g,
    '?',
  );

function prefixedHeaders(prefix: string, value: unknown): [string, string][] {
  return Object.entries(value ?? {}).map(([name, text]) => [
    prefix.toLowerCase() + name.toLowerCase(),
    headerText(text),
  ]);
}

function headersOf(output: Map<string, unknown>, schema: Schema): Record<string, string> {
  const headers: [string, string][] = [];
  for (const [name, member] of membersOf(schema)) {
    const { httpHeader, httpPrefixHeaders } = member.getMergedTraits();
    const value = output.get(name);
    if (value === undefined) continue;
    if (httpPrefixHeaders !== undefined)
      headers.push(...prefixedHeaders(httpPrefixHeaders, value));
    if (httpHeader !== undefined)
      headers.push([httpHeader.toLowerCase(), headerText(value)]);
  }
  return Object.fromEntries(headers);
}

/** 206 for a part of an object; otherwise what the operation's schema says. */
const statusOf = (model: OperationModel, values: Map<string, unknown>): number =>
  values.get('ContentRange') === undefined ? (model.http?.[2] ?? 200) : 206;

/** The answer to an S3 call: headers, then the payload member or the XML of the rest. */
export function s3Response(model: OperationModel, output: object): WireResponse {
  const values = new Map<string, unknown>(Object.entries(output));
  const headers = headersOf(values, model.output);
  const status = statusOf(model, values);
  const payload = membersOf(model.output).find(
    ([, member]) => member.getMergedTraits().httpPayload,
  );
  if (payload) return payloadResponse(payload, values, status, headers);
  const root = model.output.getMergedTraits().xmlName;
  if (!root) return { status, headers, body: '' };
  const xml =
    model.name === 'GetBucketLocation'
      ? String(values.get('LocationConstraint') ?? '')
      : membersXml(model.output, output);
  return xmlResponse(status, headers, `<${root}${xmlnsOf('s3')}>${xml}</${root}>`);
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
      `<${name}${xmlnsOf('s3')}>${membersXml(member, value)}</${name}>`,
    );
  if (Buffer.isBuffer(value)) return { status, headers, body: value };
  return { status, headers, body: typeof value === 'string' ? value : '' };
}
