import { isObject, type JsonObject } from '../../parse/values';

type Value = string | string[];

const blocksOf = (statement: JsonObject): JsonObject =>
  isObject(statement['Condition']) ? statement['Condition'] : {};

const nameIn = (object: JsonObject, name: string): string | undefined =>
  Object.keys(object).find((key) => key.toLowerCase() === name.toLowerCase());

/** Operators that mean the same for a value without wildcards. */
const SAME_FOR_TEXT: Record<string, string[]> = {
  StringEquals: ['StringEquals', 'StringLike', 'ForAnyValue:StringEquals'],
  ArnEquals: ['ArnEquals', 'ArnLike', 'ForAnyValue:ArnEquals'],
};

/**
 * The statement with one more demand. What it demanded before stays; when no operator is free
 * to say it, nothing changes.
 */
export function demand(
  statement: JsonObject,
  operator: string,
  key: string,
  value: Value,
): JsonObject {
  const blocks = blocksOf(statement);
  const choices = SAME_FOR_TEXT[operator] ?? [operator];
  const free = choices.find((name) => {
    const block = blocks[nameIn(blocks, name) ?? ''];
    return !isObject(block) || nameIn(block, key) === undefined;
  });
  return free ? setCondition(statement, free, key, value) : statement;
}

/** Sets the values of a key under an operator. */
export function setCondition(
  statement: JsonObject,
  operator: string,
  key: string,
  value: unknown,
): JsonObject {
  const blocks = blocksOf(statement);
  const name = nameIn(blocks, operator) ?? operator;
  const block = isObject(blocks[name]) ? blocks[name] : {};
  const next = { ...block, [nameIn(block, key) ?? key]: value };
  return { ...statement, Condition: { ...blocks, [name]: next } };
}

/** What a key is compared with under an operator. */
export function valueAt(statement: JsonObject, operator: string, key: string): unknown {
  const blocks = blocksOf(statement);
  const block = blocks[nameIn(blocks, operator) ?? ''];
  return isObject(block) ? block[nameIn(block, key) ?? ''] : undefined;
}

/** Moves a key to another operator; null when that one asks about the key already. */
export function moveKey(
  statement: JsonObject,
  { from, to, key }: { from: string; to: string; key: string },
): JsonObject | null {
  if (valueAt(statement, to, key) !== undefined) return null;
  const value = valueAt(statement, from, key);
  return setCondition(dropKey(statement, from, key), to, key, value);
}

/** Takes a key out from under an operator, and the operator when nothing is left of it. */
export function dropKey(
  statement: JsonObject,
  operator: string,
  key: string,
): JsonObject {
  const blocks = blocksOf(statement);
  const kept = Object.entries(blocks).flatMap(([name, block]) => {
    if (name.toLowerCase() !== operator.toLowerCase() || !isObject(block)) {
      return [[name, block]];
    }
    const left = Object.entries(block).filter(
      ([one]) => one.toLowerCase() !== key.toLowerCase(),
    );
    return left.length > 0 ? [[name, Object.fromEntries(left)]] : [];
  });
  const { Condition: _old, ...rest } = statement;
  return kept.length > 0 ? { ...rest, Condition: Object.fromEntries(kept) } : rest;
}
