import { AwsError } from './aws-error';
import type { Schema } from './models';
import type { Input } from './parse-query';

const serialization = (): AwsError =>
  new AwsError('SerializationException', 'The request body is not a JSON object.');

function parseObject(body: Buffer): Map<string, unknown> {
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

/** Members of an awsJson call that its schema knows, with scalars of the right type. */
export function parseJsonInput(schema: Schema, body: Buffer): Input {
  const given = parseObject(body);
  const input: Input = {};
  if (!schema.isStructSchema()) return input;
  for (const [name, member] of schema.structIterator()) {
    const item = given.get(name);
    if (item === undefined || item === null) continue;
    if (!hasRightType(member, item)) throw serialization();
    input[name] = item;
  }
  return input;
}

function hasRightType(schema: Schema, value: unknown): boolean {
  if (schema.isNumericSchema()) return typeof value === 'number';
  if (schema.isBooleanSchema()) return typeof value === 'boolean';
  if (schema.isListSchema()) return Array.isArray(value);
  if (schema.isStructSchema() || schema.isMapSchema()) return typeof value === 'object';
  return typeof value === 'string';
}

/** An output as awsJson 1.1 writes it: times as epoch seconds, unknown members dropped. */
export function toJson(schema: Schema, value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (schema.isListSchema() && Array.isArray(value))
    return value.map((item) => toJson(schema.getValueSchema(), item));
  if (!schema.isStructSchema() || typeof value !== 'object' || value === null)
    return value;
  const given = new Map(Object.entries(value));
  const members: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    if (given.get(name) !== undefined) members[name] = toJson(member, given.get(name));
  }
  return members;
}
