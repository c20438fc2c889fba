import { storableText } from './storable-text';

const MAX_TERMS = 8;
const SPECIAL = /[\\%_]/g;

const words = (q: string) =>
  storableText(q).toLowerCase().split(/\s+/).filter(Boolean).slice(0, MAX_TERMS);

/** The text as it stands, in a LIKE pattern. */
export const escapeLike = (text: string): string => text.replace(SPECIAL, '\\$&');

/** The words of a search as LIKE patterns; a text matches when all of them do. */
export const searchPatterns = (q: string): string[] =>
  words(q).map((word) => `%${escapeLike(word)}%`);

/** What a row is found by: its parts in lower case. */
export const searchTextOf = (...parts: (string | null)[]): string =>
  parts
    .filter((part) => part !== null)
    .join(' ')
    .toLowerCase();
