/** Keeps one object for all that are equal, so that equal things are known by identity. */
export type Pool<Value> = {
  /** In the order in which they came. */
  values: Value[];
  /** The one value known by a key; made when it is the first. */
  at(key: string, make: () => Value): Value;
  /** Its place among the values. */
  numberOf(value: Value): number;
};

export function makePool<Value>(): Pool<Value> {
  const byKey = new Map<string, Value>();
  const values: Value[] = [];
  const numbers = new Map<Value, number>();
  return {
    values,
    numberOf: (value) => numbers.get(value) ?? -1,
    at(key, make) {
      const known = byKey.get(key);
      if (known !== undefined) return known;
      const value = make();
      byKey.set(key, value);
      numbers.set(value, values.length);
      values.push(value);
      return value;
    },
  };
}
