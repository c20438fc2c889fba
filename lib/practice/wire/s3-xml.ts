import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { lookUp } from '@/lib/core/look-up';
import { AwsError } from './aws-error';
import { requiredMembers, type Schema } from './models';

const XML = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  parseTagValue: false,
  processEntities: false,
  trimValues: false,
});

const ENTITIES: Record<string, string> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

/** What does not fit S3's schema, however well-formed. */
export const malformedXml = (): AwsError =>
  new AwsError(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );

function entityText(name: string): string {
  const known = lookUp(ENTITIES, name);
  if (known !== undefined) return known;
  const [, hex, decimal] = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name) ?? [];
  const code = hex ? Number.parseInt(hex, 16) : Number(decimal ?? 'x');
  if (!(code >= 0 && code <= 0x10ffff)) throw malformedXml();
  return String.fromCodePoint(code);
}

const decoded = (text: string): string =>
  text.replace(/&([^;&]{0,10});/g, (_, name: string) => entityText(name));

type Children = Record<string, unknown>;

const isChildren = (value: unknown): value is Children =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function scalarOf(schema: Schema, value: unknown): unknown {
  if (typeof value !== 'string') throw malformedXml();
  const text = decoded(value);
  if (schema.isBooleanSchema()) {
    if (!/^\s*(true|false)\s*$/i.test(text)) throw malformedXml();
    return text.trim().toLowerCase() === 'true';
  }
  if (schema.isNumericSchema()) {
    if (!/^\s*-?\d{1,15}\s*$/.test(text)) throw malformedXml();
    return Number(text);
  }
  if (!schema.isTimestampSchema()) return text;
  const at = new Date(text.trim());
  if (Number.isNaN(at.getTime())) throw malformedXml();
  return at;
}

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

function listOf(schema: Schema, value: unknown): unknown[] {
  const item = schema.getValueSchema();
  if (schema.getMergedTraits().xmlFlattened === 1)
    return asList(value).map((one) => readValue(item, one));
  if (!isChildren(value)) return [];
  const items = value[item.getMergedTraits().xmlName ?? 'member'];
  return items === undefined ? [] : asList(items).map((one) => readValue(item, one));
}

function structOf(schema: Schema, value: unknown): Record<string, unknown> {
  // an element without children is read as its text
  if (typeof value === 'string' && value.trim() !== '') throw malformedXml();
  const children = typeof value === 'string' ? {} : value;
  if (!isChildren(children)) throw malformedXml();
  const output: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const element = member.getMergedTraits().xmlName ?? name;
    if (Object.hasOwn(children, element))
      output[name] = readValue(member, children[element]);
  }
  if (requiredMembers(schema).some((name) => output[name] === undefined))
    throw malformedXml();
  return output;
}

function readValue(schema: Schema, value: unknown): unknown {
  if (schema.isStructSchema()) return structOf(schema, value);
  return schema.isListSchema() ? listOf(schema, value) : scalarOf(schema, value);
}

/** An XML payload read by its schema; undefined when there is none. */
export function readXmlPayload(member: Schema, name: string, body: Buffer): unknown {
  const text = body.toString('utf8');
  if (text.trim() === '') return undefined;
  // a document type may define entities without end
  if (/<!DOCTYPE/i.test(text) || XMLValidator.validate(text) !== true)
    throw malformedXml();
  const parsed: unknown = XML.parse(text);
  const root = member.getMergedTraits().xmlName ?? name;
  if (!isChildren(parsed) || !Object.hasOwn(parsed, root)) throw malformedXml();
  return readValue(member, parsed[root]);
}
