import { once } from '@/lib/core/once';
import { hashJson, isSameJson } from './same-json';

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
 * @param load what the pool holds from the start, each once; asked for when first needed
 * @param hashOf a number that is equal for equal values, and seldom for others
 */
export function makePool<Value>(
  load: () => Value[],
  hashOf: (value: Value) => number = hashJson,
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
      const known = findAlike(value, hash, values(), places());
      if (known !== undefined) return known;
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

function findAlike<Value>(
  value: Value,
  hash: number,
  values: Value[],
  { latest, earlier }: Places,
): Value | undefined {
  let at = latest.get(hash) ?? -1;
  while (at >= 0) {
    const known = values[at];
    if (isSameJson(known, value)) return known;
    at = earlier[at] ?? -1;
  }
  return undefined;
}

function addPlace({ latest, earlier }: Places, hash: number): void {
  earlier.push(latest.get(hash) ?? -1);
  latest.set(hash, earlier.length - 1);
}
