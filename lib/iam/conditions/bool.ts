import type { Comparison } from './string';

const TRUTH_VALUES = new Set(['true', 'false']);

/** Only `true` and `false` are truth values, in any letter case; other text equals neither. */
export const boolEquals: Comparison = (wanted, got) => {
  const value = wanted.text.toLowerCase();
  return TRUTH_VALUES.has(value) && value === got.toLowerCase();
};
