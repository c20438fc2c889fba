export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const toList = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : [value];

/** A string or a list of strings; null for anything else. */
export function toStrings(value: unknown): string[] | null {
  const list = toList(value);
  return list.every((entry) => typeof entry === 'string') ? list : null;
}

/** Condition values: text, and unquoted booleans and numbers; null for anything else. */
export function toScalars(value: unknown): string[] | null {
  const list = toList(value);
  const isScalar = (entry: unknown) =>
    ['string', 'number', 'boolean'].includes(typeof entry);
  return list.every(isScalar) ? list.map(String) : null;
}
