import type { CursorPlace } from './cursor-place';

/** Something that can be written at the cursor. */
export type Completion = {
  kind: 'element' | 'service' | 'action' | 'key' | 'resource' | 'value';
  label: string;
  /** A few words beside the label: the access level, the type. */
  detail: string;
  /** A sentence about it; empty when there is none. */
  says: string;
  insert: string;
  /** What is selected of it afterwards: the cursor where both are equal. */
  select: [number, number];
};

export type Completions = { from: number; to: number; options: Completion[] };

export type Words = Pick<Completion, 'kind' | 'label' | 'detail' | 'says'>;

/** A quoted text. The cursor goes behind it, or inside when there is more to type. */
export function quoted(words: Words, text: string, isOpen = false): Completion {
  const insert = JSON.stringify(text);
  const caret = insert.length - (isOpen ? 1 : 0);
  return { ...words, insert, select: [caret, caret] };
}

/** A key with the beginning of its value; the key alone where a colon follows already. */
export function keyed(
  words: Words,
  key: string,
  value: string,
  { isFollowed }: { isFollowed: boolean },
): Completion {
  if (isFollowed) return quoted(words, key);
  const insert = `${JSON.stringify(key)}: ${value}`;
  const empty = /(?<=["{])(?=["}]\]?\}?\]?$)/.exec(value)?.index;
  const caret = insert.length - value.length + (empty ?? value.length);
  return { ...words, insert, select: [caret, caret] };
}

const OPTIONS_MAX = 80;

/** What fits the typed text, the closest first; letter case does not count. */
function fitting(options: Completion[], typed: string): Completion[] {
  const wanted = typed.toLowerCase();
  const ranked = options
    .map((option) => ({ option, rank: rankOf(wordsOf(option).toLowerCase(), wanted) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank);
  return ranked.slice(0, OPTIONS_MAX).map(({ option }) => option);
}

/** What the inventory has found is found by its name and account too, which an ARN may not hold. */
const wordsOf = ({ kind, label, says }: Completion): string =>
  kind === 'resource' ? `${label} ${says}` : label;

/** 3: begins so; 2: a word of it begins so; 1: holds it; 0: does not fit. */
function rankOf(label: string, wanted: string): number {
  const at = label.indexOf(wanted);
  if (at < 0) return 0;
  if (at === 0) return 3;
  return /[:/.-]/.test(label[at - 1] ?? '') ? 2 : 1;
}

export const completionsFor = (
  { from, to, typed }: CursorPlace,
  options: Completion[],
): Completions | null => {
  const found = fitting(options, typed);
  return found.length > 0 ? { from, to, options: found } : null;
};
