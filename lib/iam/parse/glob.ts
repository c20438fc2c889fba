/**
 * A pattern. In `tokens`, `ANY` stands for a run of characters, `ONE` for a single one and
 * every other character for itself.
 */
export type Glob = {
  tokens: string;
  /** Text that every match begins with. */
  start: string;
  hasWildcards: boolean;
  /** Ends in a run of characters before it has the parts of an ARN. */
  isOpenEnded: boolean;
  /** Text that the last part of every ARN that fits begins with. */
  lastStart: string;
  /** How many parts of an ARN `start` holds whole, and where they end. */
  startParts: number;
  startEnd: number;
};

// Noncharacters of Unicode: no policy can hold them, so they cannot be meant as themselves.
const ANY = '\uFFFE';
const ONE = '\uFFFF';
const [ANY_CODE, ONE_CODE] = [ANY.charCodeAt(0), ONE.charCodeAt(0)];
const REPLACEMENT = '\uFFFD';
const PARTS_BEFORE_LAST = 5;

const globOf = (tokens: string): Glob => {
  const end = tokens.search(/[\uFFFE\uFFFF]/);
  const start = end < 0 ? tokens : tokens.slice(0, end);
  return {
    tokens,
    start,
    ...wholeParts(start),
    hasWildcards: end >= 0,
    isOpenEnded: tokens.endsWith(ANY) && lastPartOf(tokens) < 0,
    lastStart: lastStartOf(tokens),
  };
};

function wholeParts(start: string): Pick<Glob, 'startParts' | 'startEnd'> {
  let startEnd = 0;
  for (let startParts = 0; startParts < PARTS_BEFORE_LAST; startParts += 1) {
    const next = start.indexOf(':', startEnd) + 1;
    if (next === 0) return { startParts, startEnd };
    startEnd = next;
  }
  return { startParts: PARTS_BEFORE_LAST, startEnd };
}

function lastStartOf(tokens: string): string {
  const last = tokens.slice(Math.max(lastPartOf(tokens), 0));
  const end = last.search(/[\uFFFE\uFFFF]/);
  return end < 0 ? last : last.slice(0, end);
}

const plainGlob = (text: string): Glob => ({
  tokens: text,
  start: text,
  hasWildcards: false,
  isOpenEnded: false,
  lastStart: '',
  startParts: 0,
  startEnd: 0,
});

const literalTokens = (text: string): string =>
  text.replace(/[\uFFFE\uFFFF]/g, REPLACEMENT);

/** Text that stands for itself, wildcard characters included. */
export const literalGlob = (text: string): Glob => plainGlob(literalTokens(text));

/** Reads `*` and `?` as wildcards, everything else as itself. */
export const wildcardGlob = (text: string): Glob =>
  /[*?\uFFFE\uFFFF]/.test(text)
    ? globOf(literalTokens(text).replaceAll('*', ANY).replaceAll('?', ONE))
    : plainGlob(text);

export const joinGlobs = (globs: Glob[]): Glob =>
  globOf(globs.map(({ tokens }) => tokens).join(''));

/** What `codesOf` gives for a run of characters, and for a single one. */
export const ANY_RUN = -1;
export const ONE_CHARACTER = -2;

/** The pattern as character codes, its wildcards as negative numbers. */
export const codesOf = ({ tokens }: Glob): number[] =>
  Array.from({ length: tokens.length }, (_, at) => {
    const code = tokens.charCodeAt(at);
    return code === ANY_CODE ? ANY_RUN : code === ONE_CODE ? ONE_CHARACTER : code;
  });

/** A text that fits a pattern: with `run` for each run of characters and `x` for single ones. */
export const sampleOf = ({ tokens }: Glob, run: string): string =>
  tokens.replaceAll(ANY, run).replaceAll(ONE, 'x');

/** Whether the whole text fits the pattern. Linear but for the last run of characters. */
export function globMatches(
  { tokens, start, hasWildcards }: Glob,
  text: string,
): boolean {
  if (!hasWildcards) return tokens === text;
  const { length } = start;
  return (
    text.startsWith(start) && stretchMatches(tokens, length, tokens.length, text, length)
  );
}

/** No place in a pattern, and no code of a character. */
const NONE = -2;

// Called for every pattern of every estate: no objects and no lists are made here.
/** Whether text from `at` up to `end` fits the tokens from `token` up to `tokenEnd`. */
function stretchMatches(
  tokens: string,
  token: number,
  tokenEnd: number,
  text: string,
  at: number,
  end = text.length,
): boolean {
  const last = tokenEnd - 1;
  let anyToken = NONE;
  let anyAt = 0;
  // A run of characters that comes last takes whatever is left.
  while (at < end && anyToken !== last) {
    const wanted = wantedAt(tokens, token, last);
    if (fits(wanted, text.charCodeAt(at))) {
      token += 1;
      at += 1;
    } else if (wanted === ANY_CODE) {
      anyToken = token;
      anyAt = at;
      token += 1;
    } else if (anyToken >= 0) {
      token = anyToken + 1;
      anyAt = nextFit(tokens, token, text, anyAt + 1);
      at = anyAt;
    } else return false;
  }
  return tokensAllow(tokens, token, tokenEnd);
}

const wantedAt = (tokens: string, token: number, last: number): number =>
  token > last ? NONE : tokens.charCodeAt(token);

/** The next place in a text that fits a token, which is no run of characters; its end for none. */
function nextFit(tokens: string, token: number, text: string, from: number): number {
  if (tokens.charCodeAt(token) === ONE_CODE) return from;
  const found = text.indexOf(tokens.charAt(token), from);
  return found < 0 ? text.length : found;
}

/** Whether what is left of a pattern matches nothing at all. */
function tokensAllow(tokens: string, from: number, end: number): boolean {
  for (let token = from; token < end; token += 1) {
    if (tokens.charCodeAt(token) !== ANY_CODE) return false;
  }
  return true;
}

const fits = (wanted: number, got: number): boolean =>
  wanted === got ? wanted !== ANY_CODE : wanted === ONE_CODE;

const isAny = ({ tokens }: Glob): boolean => tokensAllow(tokens, 0, tokens.length);

/** Where the last of the six parts of an ARN begins, with all its colons; -1 when it has fewer. */
function lastPartOf(text: string): number {
  let at = 0;
  for (let part = 0; part < PARTS_BEFORE_LAST; part += 1) {
    at = text.indexOf(':', at) + 1;
    if (at === 0) return -1;
  }
  return at;
}

/**
 * Compares an ARN with a pattern part by part: a wildcard stays inside its part, but in the
 * last one it crosses `/` and `:`. A lone `*` fits everything; a pattern of fewer parts nothing.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function arnGlobMatches(glob: Glob, text: string): boolean {
  if (!glob.hasWildcards) return glob.tokens === text && lastPartOf(text) >= 0;
  // Most patterns begin unlike most texts, or their last parts do: that is cheap to see.
  if (!text.startsWith(glob.start) || !text.includes(glob.lastStart)) return false;
  return (glob.start === '' && isAny(glob)) || partsMatch(glob, text);
}

/** Compares the parts that the common start does not settle. */
function partsMatch(
  { tokens, startParts, startEnd, lastStart }: Glob,
  text: string,
): boolean {
  let token = startEnd;
  let at = startEnd;
  for (let part = startParts; part < PARTS_BEFORE_LAST; part += 1) {
    const tokenEnd = tokens.indexOf(':', token);
    const end = text.indexOf(':', at);
    if (tokenEnd < 0 || end < 0) return false;
    const isAnyPart = tokenEnd - token === 1 && tokens.charCodeAt(token) === ANY_CODE;
    if (!isAnyPart && !stretchMatches(tokens, token, tokenEnd, text, at, end))
      return false;
    token = tokenEnd + 1;
    at = end + 1;
  }
  const { length } = lastStart;
  return (
    text.startsWith(lastStart, at) &&
    stretchMatches(tokens, token + length, tokens.length, text, at + length)
  );
}

/**
 * `arnGlobMatches` for the `Resource` element, where a short pattern that ends in `*` covers
 * every part it leaves out: `arn:aws:s3:*`.
 */
export const resourceGlobMatches = (glob: Glob, text: string): boolean =>
  glob.isOpenEnded ? globMatches(glob, text) : arnGlobMatches(glob, text);
