import { once } from '@/lib/core/once';

/** Keeps one object for all that are equal, so that equal things are known by identity. */
export type Pool<Value> = {
  /** In the order in which they came. */
  values: () => Value[];
  /** The one value that stands for all that equal this one. */
  intern(value: Value): Value;
  /** Its place among the values. */
  numberOf(value: Value): number;
};

/**
 * @param keyOf text that is equal for equal values
 * @param load what the pool holds from the start, each once; asked for when first needed
 */
export function makePool<Value>(
  keyOf: (value: Value) => string,
  load: () => Value[],
): Pool<Value> {
  const values = once(load);
  const numbers = once(() => new Map(values().map((value, at) => [value, at])));
  const byKey = once(() => new Map(values().map((one) => [keyOf(one), one])));
  return {
    values,
    numberOf: (value) => numbers().get(value) ?? -1,
    intern(value) {
      const key = keyOf(value);
      const known = byKey().get(key);
      if (known !== undefined) return known;
      byKey().set(key, value);
      numbers().set(value, values().length);
      values().push(value);
      return value;
    },
  };
}
