/**
 * A pattern as text in which `ANY` stands for a run of characters, `ONE` for a single one and
 * every other character for itself. A pattern without wildcards is the text it matches.
 */
export type Glob = string;

// Noncharacters of Unicode: no policy can hold them, so they cannot be meant as themselves.
const ANY = '\uFFFE';
const ONE = '\uFFFF';
const [ANY_CODE, ONE_CODE] = [ANY.charCodeAt(0), ONE.charCodeAt(0)];
const REPLACEMENT = '\uFFFD';

/** Text that stands for itself, wildcard characters included. */
export const literalGlob = (text: string): Glob =>
  text.replace(/[\uFFFE\uFFFF]/g, REPLACEMENT);

/** Reads `*` and `?` as wildcards, everything else as itself. */
export const wildcardGlob = (text: string): Glob =>
  /[*?\uFFFE\uFFFF]/.test(text)
    ? literalGlob(text).replaceAll('*', ANY).replaceAll('?', ONE)
    : text;

/** Whether a pattern has wildcards at all. */
export const hasWildcards = (glob: Glob): boolean =>
  glob.includes(ANY) || glob.includes(ONE);

/** The text that every match begins with. */
export function literalStart(glob: Glob): string {
  const end = glob.search(/[\uFFFE\uFFFF]/);
  return end < 0 ? glob : glob.slice(0, end);
}

/** Whether the whole text fits the pattern. Linear but for the last run of characters. */
export function globMatches(glob: Glob, text: string): boolean {
  let [at, token, anyToken, anyAt] = [0, 0, -1, 0];
  while (at < text.length) {
    if (fits(glob, token, text.charCodeAt(at))) {
      token += 1;
      at += 1;
    } else if (glob[token] === ANY) {
      anyToken = token;
      anyAt = at;
      token += 1;
    } else if (anyToken >= 0) {
      token = anyToken + 1;
      anyAt += 1;
      at = anyAt;
    } else return false;
  }
  while (glob[token] === ANY) token += 1;
  return token === glob.length;
}

function fits(glob: Glob, token: number, got: number): boolean {
  const wanted = glob.charCodeAt(token);
  return wanted === got ? wanted !== ANY_CODE : wanted === ONE_CODE;
}

const isAny = (glob: Glob): boolean => /^\uFFFE+$/.test(glob);

const PARTS_BEFORE_LAST = 5;

/** The six parts of an ARN or an ARN pattern; null when it has fewer. The last keeps its colons. */
function arnParts(text: string): string[] | null {
  const parts: string[] = [];
  let start = 0;
  while (parts.length < PARTS_BEFORE_LAST) {
    const end = text.indexOf(':', start);
    if (end < 0) return null;
    parts.push(text.slice(start, end));
    start = end + 1;
  }
  parts.push(text.slice(start));
  return parts;
}

/**
 * Compares an ARN with a pattern part by part: a wildcard stays inside its part, but in the
 * last one it crosses `/` and `:`. A lone `*` fits everything; a pattern of fewer parts nothing.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function arnGlobMatches(glob: Glob, text: string): boolean {
  if (!hasWildcards(glob)) return glob === text && arnParts(text) !== null;
  if (isAny(glob)) return true;
  // Most patterns begin unlike most texts: that is cheap to see.
  if (!text.startsWith(literalStart(glob))) return false;
  const [segments, parts] = [arnParts(glob), arnParts(text)];
  if (!segments || !parts) return false;
  return parts.every((part, at) => globMatches(segments[at] ?? '', part));
}

/**
 * `arnGlobMatches` for the `Resource` element, where a short pattern that ends in `*` covers
 * every part it leaves out: `arn:aws:s3:*`.
 */
export function resourceGlobMatches(glob: Glob, text: string): boolean {
  const isOpenEnded = glob.endsWith(ANY) && arnParts(glob) === null;
  return isOpenEnded ? globMatches(glob, text) : arnGlobMatches(glob, text);
}
