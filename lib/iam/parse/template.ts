import { type Glob, joinGlobs, literalGlob, wildcardGlob } from './glob';

type Part =
  | { kind: 'glob'; text: string; glob: Glob }
  | { kind: 'variable'; name: string; fallback: string | null };

type GlobPart = Extract<Part, { kind: 'glob' }>;

/** A value of a policy, with its variables found. */
export type Template = {
  /** As it stands in the document. */
  raw: string;
  /** Empty when there is nothing to resolve. */
  parts: Part[];
  /** The resolved form when there is nothing to resolve. */
  constant: ({ state: 'known' } & ResolvedText) | null;
};

export type ResolvedText = { text: string; glob: Glob };

export type Resolution =
  | ({ state: 'known' } & ResolvedText)
  | { state: 'unresolved' }
  /** Whatever the keys turn out to be, the text will fit `glob`. */
  | { state: 'unknown'; keys: string[]; glob: Glob };

/** What a request says about one condition key. */
export type KeyState = readonly string[] | 'absent' | 'unknown';
export type Lookup = (key: string) => KeyState;

const VARIABLE = /\$\{([^}]*)\}/g;
const SPECIAL = new Set(['*', '?', '$']);

const globPart = (text: string): GlobPart => ({
  kind: 'glob',
  text,
  glob: wildcardGlob(text),
});
const literalPart = (text: string): Part => ({
  kind: 'glob',
  text,
  glob: literalGlob(text),
});

/** Parses `${key}`, `${key, 'default'}`, `${*}`, `${?}` and `${$}` when variables count. */
export function parseTemplate(raw: string, hasVariables: boolean): Template {
  if (!hasVariables || !raw.includes('${')) {
    return {
      raw,
      parts: [],
      constant: { state: 'known', text: raw, glob: wildcardGlob(raw) },
    };
  }
  const parts = splitParts(raw);
  const globs = parts.filter((part) => part.kind === 'glob');
  const constant =
    globs.length === parts.length
      ? { state: 'known' as const, ...joinParts(globs) }
      : null;
  return { raw, parts, constant };
}

function splitParts(raw: string): Part[] {
  const parts: Part[] = [];
  let start = 0;
  for (const match of raw.matchAll(VARIABLE)) {
    if (match.index > start) parts.push(globPart(raw.slice(start, match.index)));
    parts.push(variablePart(match[1] ?? ''));
    start = match.index + match[0].length;
  }
  if (start < raw.length) parts.push(globPart(raw.slice(start)));
  return parts;
}

function variablePart(inner: string): Part {
  if (SPECIAL.has(inner)) return literalPart(inner);
  const [, name = inner, fallback = null] =
    /^([^,]*?)\s*,\s*'(.*)'\s*$/.exec(inner) ?? [];
  return { kind: 'variable', name: name.trim(), fallback };
}

function joinParts(parts: Extract<Part, { kind: 'glob' }>[]): ResolvedText {
  const first = parts[0];
  if (parts.length === 1 && first) return { text: first.text, glob: first.glob };
  return {
    text: parts.map(({ text }) => text).join(''),
    glob: joinGlobs(parts.map(({ glob }) => glob)),
  };
}

/**
 * Fills in the variables. Text from the request is literal: wildcards in it do not act.
 * A key without a value leaves the template unresolved unless it has a default; a key with
 * several values leaves it unresolved whatever the default.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function resolveTemplate(template: Template, lookup: Lookup): Resolution {
  if (template.constant) return template.constant;
  const resolved = template.parts.map((part) => resolvePart(part, lookup));
  const keys = resolved.filter((part) => typeof part === 'string');
  if (resolved.some((part) => part === null)) return { state: 'unresolved' };
  const globs = resolved
    .filter((part) => part !== null)
    .map((part) => (typeof part === 'string' ? globPart('*') : part));
  const joined = joinParts(globs);
  return keys.length > 0
    ? { state: 'unknown', keys, glob: joined.glob }
    : { state: 'known', ...joined };
}

/** The part's text; the name of a key nobody knows; or null when there is no value. */
function resolvePart(
  part: Part,
  lookup: Lookup,
): Extract<Part, { kind: 'glob' }> | string | null {
  if (part.kind === 'glob') return part;
  const value = lookup(part.name);
  if (value === 'unknown') return part.name;
  if (value !== 'absent' && value.length > 1) return null;
  const text = value === 'absent' ? part.fallback : value[0];
  return text === undefined || text === null
    ? null
    : { kind: 'glob', text, glob: literalGlob(text) };
}
