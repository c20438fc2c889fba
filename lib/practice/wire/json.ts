import { AwsError } from './aws-error';
import type { Schema } from './models';
import type { Input } from './parse-query';

const serialization = (): AwsError =>
  new AwsError('SerializationException', 'The request body is not a JSON object.');

/** The members of a JSON body; an empty body has none. */
export function parseObject(body: Buffer): Map<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8') || '{}');
  } catch {
    throw serialization();
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw serialization();
  return new Map(Object.entries(value));
}

/** Members of an awsJson call that its schema knows, each of its schema's type. */
export function parseJsonInput(schema: Schema, body: Buffer): Input {
  return schema.isStructSchema() ? membersOf(schema, parseObject(body)) : {};
}

function membersOf(schema: Schema, given: Map<string, unknown>): Input {
  const input: Input = {};
  for (const [name, member] of schema.structIterator()) {
    const item = given.get(name);
    if (item !== undefined && item !== null) input[name] = fromJson(member, item);
  }
  return input;
}

/** A JSON value as the SDK's types have it: bytes from base64, times from epoch seconds. */
export function fromJson(schema: Schema, value: unknown): unknown {
  if (schema.isTimestampSchema()) return new Date(numberOf(value) * 1000);
  if (schema.isNumericSchema()) return numberOf(value);
  if (schema.isBooleanSchema()) return checked(value, typeof value === 'boolean');
  if (schema.isListSchema()) return listOf(schema, value);
  if (schema.isMapSchema()) return mapOf(schema, value);
  if (schema.isStructSchema()) return membersOf(schema, objectOf(value));
  if (schema.isDocumentSchema()) return value;
  const text = checked(value, typeof value === 'string');
  return schema.isBlobSchema() ? Buffer.from(String(text), 'base64') : text;
}

function checked(value: unknown, isRight: boolean): unknown {
  if (!isRight) throw serialization();
  return value;
}

function numberOf(value: unknown): number {
  if (typeof value !== 'number') throw serialization();
  return value;
}

function objectOf(value: unknown): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw serialization();
  return new Map(Object.entries(value));
}

function listOf(schema: Schema, value: unknown): unknown[] {
  if (!Array.isArray(value)) throw serialization();
  return value.map((item) => fromJson(schema.getValueSchema(), item));
}

const mapOf = (schema: Schema, value: unknown): Record<string, unknown> =>
  Object.fromEntries(
    [...objectOf(value)].map(([key, item]) => [
      key,
      fromJson(schema.getValueSchema(), item),
    ]),
  );

/** How a protocol writes a time: awsJson in epoch seconds, restJson as its members say. */
export type TimeFormat = 'epoch' | 'iso';

const timeOut = (at: Date, format: TimeFormat): number | string =>
  format === 'epoch' ? at.getTime() / 1000 : at.toISOString();

/** An output as JSON: bytes in base64, times in the protocol's form, unknown members dropped. */
export function toJson(
  schema: Schema,
  value: unknown,
  format: TimeFormat = 'epoch',
): unknown {
  if (value instanceof Date) return timeOut(value, format);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (schema.isListSchema() && Array.isArray(value))
    return value.map((item) => toJson(schema.getValueSchema(), item, format));
  if (!schema.isStructSchema() || typeof value !== 'object' || value === null)
    return value;
  const given = new Map(Object.entries(value));
  const members: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    if (given.get(name) !== undefined)
      members[name] = toJson(member, given.get(name), format);
  }
  return members;
}
