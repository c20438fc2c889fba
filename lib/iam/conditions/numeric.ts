import { isRelated, type Relation } from './order';
import type { Comparison } from './string';

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Text that is no number is in no relation to any number. */
export const compareNumbers =
  (relation: Relation): Comparison =>
  (wanted, got) => {
    const [a, b] = [got.trim(), wanted.text.trim()];
    return NUMBER.test(a) && NUMBER.test(b) && isRelated(relation, Number(a), Number(b));
  };
