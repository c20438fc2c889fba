/** `a`, `a or b`, `a, b or c`. */
export function sayList(items: readonly string[], word: 'and' | 'or'): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${word} ${last}`;
}

/** A list cut after a few items: `a, b and 7 more`. */
export function saySome(
  items: readonly string[],
  most: number,
  word: 'and' | 'or',
): string {
  if (items.length <= most) return sayList(items, word);
  return `${items.slice(0, most).join(', ')} ${word} ${items.length - most} more`;
}

export const startUpper = (text: string): string =>
  text.charAt(0).toUpperCase() + text.slice(1);

/** A value of a policy or a request, readable where it is empty. */
export const sayValue = (value: string): string =>
  value === '' ? 'an empty text' : value;
