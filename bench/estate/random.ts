/** A stream of random numbers that its seed and label fix for ever. */
export type Random = {
  /** A whole number from 0 to `limit - 1`. */
  below: (limit: number) => number;
  chance: (probability: number) => boolean;
  /** Throws on an empty list: a stream has nothing to give for it. */
  pick: <T>(list: readonly T[]) => T;
  /** Up to `count` different members, in the order of the list. */
  sample: <T>(list: readonly T[], count: number) => T[];
  /** One of the values, each as likely as its weight. */
  weighted: <T>(table: readonly (readonly [value: T, weight: number])[]) => T;
};

const WARM_UP_ROUNDS = 12;
const TWO_TO_32 = 2 ** 32;

/** The stream of one label. Streams of different labels do not depend on each other. */
export function randomFor(seed: number, label: string): Random {
  const next = fractions(`${seed}:${label}`);
  const below = (limit: number) => Math.floor(next() * limit);
  const pick = <T>(list: readonly T[]): T => {
    const index = below(list.length);
    if (index >= list.length) throw new RangeError('There is nothing to pick from.');
    // The line above leaves only places that the list has.
    return list[index] as T;
  };
  return {
    below,
    pick,
    chance: (probability) => next() < probability,
    sample: (list, count) => sample(list, count, below),
    weighted: (table) => {
      const total = table.reduce((sum, [, weight]) => sum + weight, 0);
      let left = next() * total;
      const found = table.find(([, weight]) => {
        left -= weight;
        return left < 0;
      });
      return (found ?? pick(table))[0];
    },
  };
}

function sample<T>(
  list: readonly T[],
  count: number,
  below: (limit: number) => number,
): T[] {
  const places = new Set<number>();
  while (places.size < Math.min(count, list.length)) places.add(below(list.length));
  return list.filter((_, place) => places.has(place));
}

/**
 * Fractions from 0 to 1, by the small fast counting generator of four 32-bit words.
 *
 * @see https://pracrand.sourceforge.net/RNG_engines.txt
 */
function fractions(text: string): () => number {
  let [a, b, c] = wordsOf(text);
  let counter = 1;
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / TWO_TO_32;
  };
  for (let round = 0; round < WARM_UP_ROUNDS; round++) next();
  return next;
}

/** Three words that a change of one character changes all. */
function wordsOf(text: string): [number, number, number] {
  let [a, b, c] = [0x2545f491, 0x6c078965, 0x1b873593];
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place);
    a = Math.imul(a ^ code, 0x5bd1e995) + c;
    b = Math.imul(b + code, 0x85ebca6b) ^ (a >>> 15);
    c = Math.imul(c ^ b, 0xc2b2ae35) + code;
  }
  return [a | 0, b | 0, c | 0];
}
