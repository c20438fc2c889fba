import { AwsError } from './aws-error';
import type { Schema } from './models';

/** Input of an operation, by member name. */
export type Input = Record<string, unknown>;

const malformed = (name: string): AwsError =>
  new AwsError('MalformedInput', `${name} could not be read.`);

function scalar(schema: Schema, text: string, name: string): unknown {
  if (schema.isNumericSchema()) {
    if (!/^-?\d{1,15}$/.test(text)) throw malformed(name);
    return Number(text);
  }
  if (schema.isBooleanSchema()) {
    if (!/^(true|false)$/i.test(text)) throw malformed(name);
    return text.toLowerCase() === 'true';
  }
  if (schema.isTimestampSchema()) {
    const at = new Date(text);
    if (Number.isNaN(at.getTime())) throw malformed(name);
    return at;
  }
  return text;
}

type Pairs = Map<string, string>;

function parseMember(schema: Schema, pairs: Pairs, prefix: string): unknown {
  if (schema.isStructSchema()) {
    const members = structMembers(schema, pairs, `${prefix}.`);
    return Object.keys(members).length > 0 ? members : undefined;
  }
  if (schema.isListSchema()) return parseList(schema.getValueSchema(), pairs, prefix);
  const text = pairs.get(prefix);
  return text === undefined ? undefined : scalar(schema, text, prefix);
}

function parseList(item: Schema, pairs: Pairs, prefix: string): unknown[] | undefined {
  if (pairs.get(prefix) === '') return [];
  const list: unknown[] = [];
  for (;;) {
    const value = parseMember(item, pairs, `${prefix}.member.${list.length + 1}`);
    if (value === undefined) return list.length > 0 ? list : undefined;
    list.push(value);
  }
}

function structMembers(schema: Schema, pairs: Pairs, prefix: string): Input {
  const members: Input = {};
  for (const [name, member] of schema.structIterator()) {
    const value = parseMember(member, pairs, `${prefix}${name}`);
    if (value !== undefined) members[name] = value;
  }
  return members;
}

/**
 * Reads the form of an awsQuery call (`Tags.member.1.Key=…`) by the operation's schema.
 * @see https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function parseQueryInput(schema: Schema, pairs: [string, string][]): Input {
  return schema.isStructSchema() ? structMembers(schema, new Map(pairs), '') : {};
}
