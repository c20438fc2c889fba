import type { JsonObject } from '../parse/values';

/** A number that is equal for equal JSON, and seldom for other. Names of keys do not count. */
export function hashJson(value: unknown, start = 0): number {
  if (typeof value === 'string') return hashText(value, start);
  let hash = start;
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at += 1) hash = hashJson(value[at], hash);
  } else if (isTree(value)) {
    for (const key in value) hash = hashJson(value[key], hash);
  }
  return hash;
}

/** @see http://www.isthe.com/chongo/tech/comp/fnv/ (FNV-1a) */
export const mixHash = (hash: number, value: number): number =>
  Math.imul(hash ^ value, 0x01000193);

/** Of a long text it looks at some 32 characters, from the end: ARNs begin alike. */
function hashText(text: string, start: number): number {
  const step = 1 + (text.length >> 5);
  let hash = start ^ text.length;
  for (let at = text.length - 1; at >= 0; at -= step) {
    hash = mixHash(hash, text.charCodeAt(at));
  }
  return hash;
}

/** Whether two values are the same JSON, in whatever order their keys stand. */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one)) return Array.isArray(other) && isSameList(one, other);
  return isTree(one) && isTree(other) && !Array.isArray(other) && isSameTree(one, other);
}

function isSameList(one: unknown[], other: unknown[]): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at += 1) {
    if (!isSameJson(one[at], other[at])) return false;
  }
  return true;
}

/** Without lists of the keys: estates compare hundreds of thousands of objects. */
function isSameTree(one: JsonObject, other: JsonObject): boolean {
  let keys = 0;
  for (const key in one) {
    if (!Object.hasOwn(other, key) || !isSameJson(one[key], other[key])) return false;
    keys += 1;
  }
  for (const _key in other) keys -= 1;
  return keys === 0;
}

const isTree = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null;
