import { globMatches, wildcardGlob } from '@/lib/iam/parse/glob';
import { TEXT_RULES } from '@/lib/iam/validate/text-rules';
import { type Field, wrong } from '../fields/field';
import type { GuardKnown, Scene } from './guard-kind';
import { readList } from './read-list';

const USER_NAME = `\${aws:username}`;
const NAME_MAX = TEXT_RULES.RoleSessionName.max;
const PATTERN = /^[\w+=,.@*?-]*$/;

/** Forms that a name may have: `*` and `?` act, and `${aws:username}` is the caller's name. */
export function readPatterns(typed: string, { who }: GuardKnown): Field<string[]> {
  const patterns = readList(typed, /\s+/, problemOf);
  const nameless = who && NAMELESS[who.kind]?.(who.name);
  return nameless &&
    patterns.state === 'right' &&
    patterns.value.every((pattern) => pattern.includes(USER_NAME))
    ? wrong(`${nameless} no user name, so nobody would get in. Use another form.`)
    : patterns;
}

const NAMELESS: Partial<
  Record<NonNullable<GuardKnown['who']>['kind'], (name: string) => string>
> = {
  role: (name) => `${name} is a role and has`,
  'sign-in': (name) => `${name} has`,
};

function problemOf(pattern: string): string | null {
  const rest = pattern.replaceAll(USER_NAME, '');
  if (rest.includes('$')) return `The only variable that can stand here is ${USER_NAME}.`;
  if (!PATTERN.test(rest))
    return `“${pattern}” cannot be: letters, digits and + = , . @ _ - make a name, * stands for any of them.`;
  if (/^[*?]*\*[*?]*$/.test(pattern))
    return `${pattern} fits every name, which guards nothing.`;
  const letters = pattern.replaceAll('*', '').length;
  if (letters > NAME_MAX && rest === pattern)
    return `A name has at most ${NAME_MAX} characters; this asks for ${letters}.`;
  return pattern.length < 2 ? 'A name has at least 2 characters.' : null;
}

const forCaller = (pattern: string, { principalName }: Scene): string =>
  pattern.replaceAll(USER_NAME, principalName);

/** A name that fits the first form: the proof's own in place of what is open. */
export function fittingName([pattern = '']: string[], scene: Scene): string {
  const form = forCaller(pattern, scene).replaceAll('?', 'x');
  const room = NAME_MAX - form.replaceAll('*', '').length;
  return form
    .replace('*', scene.sessionName.slice(0, Math.max(room, 0)))
    .replaceAll('*', '');
}

/** A name that fits none of the forms; null where every one that we tried does. */
export function strangeName(patterns: string[], scene: Scene): string | null {
  const globs = patterns.map((pattern) => wildcardGlob(forCaller(pattern, scene)));
  const tries = ['not-', 'zz.', '0='].map((start) => `${start}${scene.noise}`);
  return tries.find((name) => !globs.some((glob) => globMatches(glob, name))) ?? null;
}
