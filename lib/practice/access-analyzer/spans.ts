import type { Location, Position } from '@aws-sdk/client-accessanalyzer';
import { lookUp } from '@/lib/core/look-up';
import { readJson } from '@/lib/iam/explain/read-json';

type PathItem = string | number;

function positionIn(text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: before.at(-1)?.length ?? 0, offset };
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[[{]|[\]}]|[^\s,:[\]{}"]+/g;
const DEPTH: Record<string, number> = { '{': 1, '[': 1, '}': -1, ']': -1 };

/** Where the value that begins here ends: a container where its own bracket closes. */
function endOf(text: string, at: number): number {
  const tokens = new RegExp(TOKEN);
  tokens.lastIndex = at;
  let depth = 0;
  for (let token = tokens.exec(text); token; token = tokens.exec(text)) {
    depth += lookUp(DEPTH, token[0]) ?? 0;
    if (depth <= 0) return tokens.lastIndex;
  }
  return text.length;
}

const isSame = (a: readonly PathItem[], b: readonly PathItem[]): boolean =>
  a.length === b.length && a.every((item, at) => item === b[at]);

/** Finds where elements of a document stand in its text. */
export function locator(text: string): (path: readonly PathItem[]) => Location {
  const { places } = readJson(text);
  return (path) => {
    // what is missing is shown where it would be: at the nearest thing around it
    let shown = [...path];
    let place = places.find((one) => isSame(one.path, shown));
    while (!place && shown.length > 0) {
      shown = shown.slice(0, -1);
      place = places.find((one) => isSame(one.path, shown));
    }
    const start = place?.at ?? 0;
    return {
      path: shown.map((item) =>
        typeof item === 'number' ? { index: item } : { value: item },
      ),
      span: {
        start: positionIn(text, start),
        end: positionIn(text, endOf(text, start)),
      },
    };
  };
}
