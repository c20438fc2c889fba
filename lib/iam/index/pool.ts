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

/** How a pool knows what is equal. */
export type Likeness<Value> = {
  /** A number that is equal for equal values, and seldom for others. */
  hashOf: (value: Value) => number;
  isAlike: (one: Value, other: Value) => boolean;
};

/** @param load what the pool holds from the start, each once; asked for when first needed */
export function makePool<Value>(
  { hashOf, isAlike }: Likeness<Value>,
  load: () => Value[],
): Pool<Value> {
  const values = once(load);
  const numbers = once(() => new Map(values().map((value, at) => [value, at])));
  const places = once(() => {
    const made: Places = { latest: new Map(), earlier: [] };
    for (const value of values()) addPlace(made, hashOf(value));
    return made;
  });
  return {
    values,
    numberOf: (value) => numbers().get(value) ?? -1,
    intern(value) {
      const hash = hashOf(value);
      const { latest, earlier } = places();
      let at = latest.get(hash);
      while (at !== undefined && at >= 0) {
        const known = values()[at];
        if (known !== undefined && isAlike(known, value)) return known;
        at = earlier[at];
      }
      addPlace(places(), hash);
      numbers().set(value, values().length);
      values().push(value);
      return value;
    },
  };
}

/** Where the values of a hash stand. Numbers only: most hashes have one value. */
type Places = {
  /** The latest place of each hash. */
  latest: Map<number, number>;
  /** For every place, the one before it of the same hash, or -1. */
  earlier: number[];
};

function addPlace({ latest, earlier }: Places, hash: number): void {
  earlier.push(latest.get(hash) ?? -1);
  latest.set(hash, earlier.length - 1);
}
