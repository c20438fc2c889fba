export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const toList = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : [value];

/** A string or a list of strings; null for anything else. */
export function toStrings(value: unknown): string[] | null {
  const list = toList(value);
  return list.every(isString) ? list : null;
}

const isString = (value: unknown): value is string => typeof value === 'string';

/** Condition values: text, and unquoted booleans and numbers; null for anything else. */
export function toScalars(value: unknown): string[] | null {
  const list = toList(value);
  return list.every(isScalar) ? list.map(String) : null;
}

const isScalar = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
