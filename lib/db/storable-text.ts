const HALF_OF_PAIR = /\p{Surrogate}/gu;
const REPLACEMENT = '\uFFFD';

/**
 * The text as PostgreSQL can keep it: it has no NUL character and no half of a surrogate pair.
 * Anything else is left as it is.
 */
export const storableText = (text: string): string =>
  text.replaceAll('\0', REPLACEMENT).replace(HALF_OF_PAIR, REPLACEMENT);

/** The same for every text in a JSON value, names of members included. */
export function storableJson<T>(value: T): T {
  const reviver = (_key: string, member: unknown): unknown => {
    if (typeof member === 'string') return storableText(member);
    if (!member || typeof member !== 'object' || Array.isArray(member)) return member;
    const members = Object.entries(member);
    return Object.fromEntries(
      members.map(([name, inner]) => [storableText(name), inner]),
    );
  };
  return JSON.parse(JSON.stringify(value), reviver);
}
