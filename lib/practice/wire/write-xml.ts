import { lookUp } from '@/lib/core/look-up';
import type { Schema, ServiceName } from './models';

/** Text for XML: markup and control characters as references XML 1.0 can carry. */
export const escapeXml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 cannot carry these at all
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"\r]/g, (character) => `&#${character.charCodeAt(0)};`);

const xmlTime = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, 'Z');

function scalarXml(value: unknown): string {
  if (value instanceof Date) return xmlTime(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return escapeXml(String(value));
}

function listXml(schema: Schema, name: string, values: unknown[]): string {
  const item = schema.getValueSchema();
  const isFlat = schema.getMergedTraits().xmlFlattened === 1;
  const itemName = isFlat ? name : (item.getMergedTraits().xmlName ?? 'member');
  const items = values.map((value) => elementXml(item, itemName, value)).join('');
  return isFlat ? items : `<${name}>${items}</${name}>`;
}

function mapXml(schema: Schema, name: string, value: object): string {
  const item = schema.getValueSchema();
  const entries = Object.entries(value).map(
    ([key, member]) =>
      `<entry><key>${escapeXml(key)}</key>${elementXml(item, 'value', member)}</entry>`,
  );
  return `<${name}>${entries.join('')}</${name}>`;
}

function elementXml(schema: Schema, name: string, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (schema.isListSchema() && Array.isArray(value)) return listXml(schema, name, value);
  if (schema.isMapSchema() && typeof value === 'object')
    return mapXml(schema, name, value);
  if (schema.isStructSchema() && typeof value === 'object')
    return `<${name}>${membersXml(schema, value)}</${name}>`;
  return `<${name}>${scalarXml(value)}</${name}>`;
}

/** The members of an output as XML elements; those bound to headers are left out. */
export function membersXml(schema: Schema, output: object): string {
  if (!schema.isStructSchema()) return '';
  const values = new Map(Object.entries(output));
  let xml = '';
  for (const [memberName, member] of schema.structIterator()) {
    const traits = member.getMergedTraits();
    if (traits.httpHeader !== undefined || traits.httpPrefixHeaders !== undefined)
      continue;
    xml += elementXml(member, traits.xmlName ?? memberName, values.get(memberName));
  }
  return xml;
}

const NAMESPACES: Record<string, string> = {
  s3: 'http://s3.amazonaws.com/doc/2006-03-01/',
  iam: 'https://iam.amazonaws.com/doc/2010-05-08/',
  sts: 'https://sts.amazonaws.com/doc/2011-06-15/',
};

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** The namespace of a service's answers, as an attribute; a stranger's name has none. */
export function xmlnsOf(service: string): string {
  const namespace = lookUp(NAMESPACES, service);
  return namespace === undefined ? '' : ` xmlns="${namespace}"`;
}

const hasMembers = (schema: Schema): boolean =>
  schema.isStructSchema() && !schema.structIterator().next().done;

/** The answer to an awsQuery call. */
export function queryXml(
  service: ServiceName,
  operation: string,
  schema: Schema,
  output: object,
  requestId: string,
): string {
  const result = hasMembers(schema)
    ? `<${operation}Result>${membersXml(schema, output)}</${operation}Result>`
    : '';
  return `<${operation}Response${xmlnsOf(service)}>${result}<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operation}Response>`;
}
