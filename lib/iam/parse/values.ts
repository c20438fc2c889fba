export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const toList = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : [value];

const isString = (value: unknown): value is string => typeof value === 'string';

const isScalar = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

export function areTexts(value: unknown): value is string[] {
  if (!Array.isArray(value)) return false;
  for (let at = 0; at < value.length; at += 1) {
    if (typeof value[at] !== 'string') return false;
  }
  return true;
}

/** What `toScalars` can read: one value, or a list of them. */
export const areScalars = (value: unknown): boolean =>
  Array.isArray(value) ? value.every(isScalar) : isScalar(value);

/** A string or a list of strings; null for anything else. */
export function toStrings(value: unknown): string[] | null {
  if (isString(value)) return [value];
  return areTexts(value) ? value : null;
}

/** Condition values: text, and unquoted booleans and numbers; null for anything else. */
export const toScalars = (value: unknown): string[] | null =>
  areScalars(value) ? toList(value).map(String) : null;
