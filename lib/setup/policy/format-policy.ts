import { readJson } from '@/lib/iam/explain/read-json';

/** The text with each value on a line of its own; null when that would lose something, or it is no JSON. */
export function formatPolicy(text: string): string | null {
  const { fault, places } = readJson(text);
  if (fault !== null || places.some(({ isRepeated }) => isRepeated)) return null;
  return JSON.stringify(JSON.parse(text), null, 2);
}
