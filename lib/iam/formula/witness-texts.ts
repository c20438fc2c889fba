import { ANY_RUN, codesOf, type Glob, ONE_CHARACTER } from '../parse/glob';

/** A pattern a text may fit: letter for letter, or as an ARN, whose parts keep wildcards in. */
export type TextPattern = { glob: Glob; isArn: boolean; ignoresCase: boolean };

/** Pattern positions a text may stand at after some of its characters. */
type Positions = number[];

const ANY_IN_PART = -3;
const ONE_IN_PART = -4;
const COLON = 58;
const STATES_MAX = 1500;
/** No policy names this text, so it stands for every other one. */
const OTHER_TEXT = '\u0000another value';
/** Characters that may stand for all those no pattern names. */
const SPARE = 'qzjxkvwyQZJXKVWY0123456789_';

/**
 * Texts that between them fit the patterns in every combination a text can fit them: one for
 * each. Walks the patterns side by side, so nothing is missed; null when that takes too long.
 */
export const witnessTexts = (patterns: TextPattern[]): string[] | null =>
  patterns.every(isLiteral)
    ? [OTHER_TEXT, ...patterns.map(textOf)]
    : walkTogether(patterns.map(walkOf));

function walkTogether(walks: Walk[]): string[] | null {
  const alphabet = alphabetOf(walks);
  const start = walks.map(({ tokens }) => close(tokens, [0]));
  const seen = new Set([keyOf(start)]);
  const byFit = new Map<string, string>();
  const queue = [{ positions: start, text: '' }];
  for (const { positions, text } of queue) {
    const fit = walks
      .map(({ tokens }, n) => positions[n]?.includes(tokens.length))
      .join();
    if (!byFit.has(fit)) byFit.set(fit, text);
    for (const code of alphabet) {
      const next = walks.map((walk, n) => step(walk, positions[n] ?? [], code));
      if (seen.has(keyOf(next))) continue;
      seen.add(keyOf(next));
      queue.push({ positions: next, text: text + String.fromCharCode(code) });
    }
    if (seen.size > STATES_MAX) return null;
  }
  return [...byFit.values()];
}

const isLiteral = ({ glob, isArn, ignoresCase }: TextPattern): boolean =>
  !isArn && !ignoresCase && !glob.hasWildcards;

const textOf = ({ glob }: TextPattern): string => glob.tokens;

const keyOf = (positions: Positions[]): string =>
  positions.map((at) => at.join()).join('|');

const lowerCode = (code: number): number =>
  String.fromCharCode(code).toLowerCase().charCodeAt(0);

const upperCode = (code: number): number =>
  String.fromCharCode(code).toUpperCase().charCodeAt(0);

type Walk = { tokens: number[]; isArn: boolean; ignoresCase: boolean };

/** An ARN pattern of fewer than six parts fits nothing: its one token is never met. */
function walkOf({ glob, isArn, ignoresCase }: TextPattern): Walk {
  const codes = codesOf(glob);
  const isEverything = codes.length > 0 && codes.every((code) => code === ANY_RUN);
  if (!isArn || isEverything) return { tokens: codes, isArn: false, ignoresCase };
  let part = 0;
  const tokens = codes.map((code) => {
    if (code === COLON) part += 1;
    if (part >= 5 || code >= 0) return code;
    return code === ANY_RUN ? ANY_IN_PART : ONE_IN_PART;
  });
  return { tokens: part >= 5 ? tokens : [Number.NaN], isArn, ignoresCase };
}

function alphabetOf(walks: Walk[]): number[] {
  const codes = new Set(
    walks.flatMap(({ tokens }) => tokens).filter((code) => code >= 0),
  );
  if (walks.some(({ isArn }) => isArn)) codes.add(COLON);
  if (walks.some(({ ignoresCase }) => ignoresCase)) {
    for (const code of [...codes]) codes.add(lowerCode(code)).add(upperCode(code));
  }
  const spare = [...SPARE].map((char) => char.charCodeAt(0));
  return [...codes, spare.find((code) => !codes.has(code)) ?? 0];
}

/** Adds the positions behind wildcards that stand for nothing. */
function close(tokens: number[], positions: Positions): Positions {
  const all = new Set(positions);
  for (const at of all) {
    if (tokens[at] === ANY_RUN || tokens[at] === ANY_IN_PART) all.add(at + 1);
  }
  return [...all].sort((a, b) => a - b);
}

function step({ tokens, ignoresCase }: Walk, from: Positions, char: number): Positions {
  const code = ignoresCase ? lowerCode(char) : char;
  const isInPart = code !== COLON;
  const next: Positions = [];
  for (const at of from) {
    const token = tokens[at];
    if (token === ANY_RUN || (token === ANY_IN_PART && isInPart)) next.push(at);
    else if (
      token === code ||
      token === ONE_CHARACTER ||
      (token === ONE_IN_PART && isInPart)
    ) {
      next.push(at + 1);
    }
  }
  return close(tokens, next);
}
