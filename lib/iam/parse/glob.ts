/** A pattern: character codes, `ANY` for a run of characters, `ONE` for a single one. */
export type Glob = readonly number[];

export const ANY = -1;
export const ONE = -2;
const COLON = 58;

export const literalGlob = (text: string): number[] =>
  Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));

/** Reads `*` and `?` as wildcards, everything else as itself. */
export const wildcardGlob = (text: string): number[] =>
  literalGlob(text).map((code) => (code === 42 ? ANY : code === 63 ? ONE : code));

/** Whether the whole text fits the pattern. Linear but for the last run of characters. */
export function globMatches(glob: Glob, text: string): boolean {
  let at = 0;
  let token = 0;
  let anyToken = -1;
  let anyAt = 0;
  while (at < text.length) {
    const wanted = glob[token];
    if (wanted === ANY) {
      anyToken = token;
      anyAt = at;
      token += 1;
    } else if (wanted === ONE || wanted === text.charCodeAt(at)) {
      token += 1;
      at += 1;
    } else if (anyToken >= 0) {
      token = anyToken + 1;
      anyAt += 1;
      at = anyAt;
    } else return false;
  }
  while (glob[token] === ANY) token += 1;
  return token === glob.length;
}

const isAny = (glob: Glob): boolean => glob.length > 0 && glob.every((t) => t === ANY);

/** The six parts of an ARN pattern; null when it has fewer. The last keeps its colons. */
function arnSegments(glob: Glob): Glob[] | null {
  const segments: Glob[] = [];
  let start = 0;
  for (let at = 0; at < glob.length && segments.length < 5; at += 1) {
    if (glob[at] !== COLON) continue;
    segments.push(glob.slice(start, at));
    start = at + 1;
  }
  return segments.length === 5 ? [...segments, glob.slice(start)] : null;
}

/** The six parts of an ARN; null when the text has fewer. */
function arnParts(text: string): string[] | null {
  const parts = text.split(':');
  return parts.length < 6 ? null : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/**
 * Compares an ARN with a pattern part by part: a wildcard stays inside its part, but in the
 * last one it crosses `/` and `:`. A lone `*` fits everything; a pattern of fewer parts nothing.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function arnGlobMatches(glob: Glob, text: string): boolean {
  if (isAny(glob)) return true;
  const segments = arnSegments(glob);
  if (!segments) return false;
  const parts = arnParts(text);
  return parts?.every((part, at) => globMatches(segments[at] ?? [], part)) ?? false;
}

/**
 * `arnGlobMatches` for the `Resource` element, where a short pattern that ends in `*` covers
 * every part it leaves out: `arn:aws:s3:*`.
 */
export function resourceGlobMatches(glob: Glob, text: string): boolean {
  const isShort = glob.filter((code) => code === COLON).length < 5;
  const isOpenEnded = isShort && glob.at(-1) === ANY;
  return isOpenEnded ? globMatches(glob, text) : arnGlobMatches(glob, text);
}

/** Whether a pattern has wildcards at all. */
export const hasWildcards = (glob: Glob): boolean =>
  glob.includes(ANY) || glob.includes(ONE);
