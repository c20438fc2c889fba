import { globMatches } from '../parse/glob';
import type { ResolvedText } from '../parse/template';

/** Whether one value of the request fits one value of the policy. */
export type Comparison = (wanted: ResolvedText, got: string) => boolean;

/** Exact and case-sensitive; `*` and `?` are ordinary characters here. */
export const stringEquals: Comparison = (wanted, got) => wanted.text === got;

export const stringEqualsIgnoreCase: Comparison = (wanted, got) =>
  wanted.text.toLowerCase() === got.toLowerCase();

/** Case-sensitive, with `*` and `?`; every other character stands for itself. */
export const stringLike: Comparison = (wanted, got) => globMatches(wanted.glob, got);
