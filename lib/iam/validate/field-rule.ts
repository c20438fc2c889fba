/** Text of a form or of a call: how long it may be, and what it may consist of. */
export type TextRule = {
  kind: 'text';
  /** Characters, as Unicode counts them. */
  min: number;
  max: number;
  pattern: RegExp;
  /** What AWS keeps for itself. */
  reserved: RegExp | null;
  /** One sentence that tells what to do. */
  message: string;
};

/** A length, a number of things or a number of seconds. */
export type NumberRule = {
  kind: 'number';
  min: number;
  max: number;
  /** Up to where AWS raises the limit when asked; null when it does not. */
  raisableTo: number | null;
  /** One sentence that tells what to do. */
  message: string;
};

export type FieldRule = TextRule | NumberRule;

const WHOLE_NUMBER = /^\d{1,15}$/;

/** Whether AWS would take the value. A number typed into a form arrives as text. */
export function isAccepted(rule: FieldRule, value: unknown): boolean {
  return rule.kind === 'text' ? isTextOf(rule, value) : isNumberOf(rule, value);
}

function isTextOf({ min, max, pattern, reserved }: TextRule, value: unknown): boolean {
  if (typeof value !== 'string') return false;
  // Counting code points is slow, and no limit needs it for text that is far too long.
  if (value.length > 2 * max) return false;
  const { length } = [...value];
  const isOfLength = length >= min && length <= max;
  return isOfLength && pattern.test(value) && !reserved?.test(value);
}

function isNumberOf({ min, max }: NumberRule, value: unknown): boolean {
  const isTyped = typeof value === 'string' && WHOLE_NUMBER.test(value);
  const number = isTyped ? Number(value) : value;
  return Number.isInteger(number) && Number(number) >= min && Number(number) <= max;
}
