import { arnGlobMatches } from '../parse/glob';
import type { Comparison } from './string';

/** ArnEquals and ArnLike are the same: six parts compared one by one, with wildcards. */
export const arnMatches: Comparison = (wanted, got) => arnGlobMatches(wanted.glob, got);
