import type { Comparison } from './string';

export const boolEquals: Comparison = (wanted, got) =>
  wanted.text.toLowerCase() === got.toLowerCase();
