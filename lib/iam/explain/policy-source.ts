import { type ReadJson, readJson } from './read-json';

/** A policy as text: JSON text, URL-encoded JSON text, or the JSON of a value. Never throws. */
export function policySource(source: unknown): string {
  if (typeof source === 'string') return decodePercent(source);
  try {
    return JSON.stringify(source) ?? 'null';
  } catch {
    // A circular value, or one that JSON has no form for.
    return 'null';
  }
}

function decodePercent(text: string): string {
  if (!text.trimStart().startsWith('%')) return text;
  try {
    return decodeURIComponent(text.trim());
  } catch {
    return text;
  }
}

/** A policy as it is shown: pretty-printed, or as it was given when that would lose something. */
export function shownSource(text: string): { text: string; read: ReadJson } {
  const given = readJson(text);
  const isLossy =
    given.fault !== null || given.places.some(({ isRepeated }) => isRepeated);
  if (isLossy) return { text, read: given };
  const pretty = JSON.stringify(JSON.parse(text), null, 2);
  return { text: pretty, read: readJson(pretty) };
}

/** Finds line and column of a place in a text, both from 1. */
export function lineFinder(
  text: string,
): (at: number) => { line: number; column: number } {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    starts.push(at + 1);
  }
  return (at) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - (starts[low] ?? 0) + 1 };
  };
}
