/** A source of whole numbers below a limit; the same seed gives the same ones. */
export type Dice = (limit: number) => number;

/** @see https://en.wikipedia.org/wiki/Linear_congruential_generator */
export function diceOf(seed: number): Dice {
  let state = BigInt(seed) + 0x9e3779b97f4a7c15n;
  return (limit) => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return Number(state >> 33n) % limit;
  };
}

export const pick = <T>(dice: Dice, list: readonly T[]): T | undefined =>
  list[dice(list.length)];

type Holder = Record<string, unknown>;
type Spot = { holder: Holder; key: string };

/** Every member of every object and list of a document. */
function spotsOf(value: unknown): Spot[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [
    // a list's entries are its members too
    { holder: value as Holder, key },
    ...spotsOf(child),
  ]);
}

const DEPTH = 2000;
const LENGTH = 1000;

/** `{"a":{"a":…` */
function nested(value: unknown): unknown {
  let deep = value;
  for (let at = 0; at < DEPTH; at += 1) deep = at % 2 === 0 ? { a: deep } : [deep];
  return deep;
}

const NAMES = [
  'Effects',
  'effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'AWS',
  'Condition',
  'StringMatches',
  'StringNotEquals',
  'ForAllValues:StringLike',
  'NullIfExists',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '',
  '\ud800',
];
const TEXTS = [
  'allow',
  'DENY',
  'Permit',
  'Allow',
  'Deny',
  '2012-10-18',
  '2008-10-17',
  '',
  ' ',
  '*',
  'GetObject',
  'constructor',
  '\ud800\u0000',
  '${',
  `\${aws:userid, '`,
];

/** Values instead of the one that is there. */
const RETYPED: ((value: unknown) => unknown)[] = [
  () => null,
  () => 0,
  () => true,
  () => [],
  () => ({}),
  () => [null],
  () => Number.MAX_VALUE,
  (value) => [value],
  (value) => [[value]],
  (value) => ({ value }),
  (value) => JSON.stringify(value),
  () => JSON.parse('{"__proto__":{"Effect":"Allow"}}'),
];

/** Values that take much room, so that one of them is enough for a document. */
const GROWN: ((value: unknown) => unknown)[] = [
  (value) => nested(value),
  (value) => Array.from({ length: LENGTH }, () => value),
];

const put = (holder: Holder, key: string, value: unknown): void => {
  Object.defineProperty(holder, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
};

function rename({ holder, key }: Spot, name: string): void {
  const value = holder[key];
  delete holder[key];
  put(holder, name, value);
}

const DAMAGES: ((spot: Spot, dice: Dice) => void)[] = [
  ({ holder, key }) => {
    delete holder[key];
  },
  (spot, dice) => rename(spot, pick(dice, NAMES) ?? ''),
  (spot) => rename(spot, `${spot.key}s`),
  (spot) => rename(spot, `Not${spot.key}`),
  ({ holder, key }, dice) => put(holder, key, pick(dice, TEXTS)),
  ({ holder, key }, dice) => put(holder, key, pick(dice, RETYPED)?.(holder[key])),
  ({ holder, key }, dice) => put(holder, key, pick(dice, RETYPED)?.(holder[key])),
  ({ holder, key }, dice) => put(holder, pick(dice, NAMES) ?? '', holder[key]),
];

function damageTree(document: unknown, dice: Dice): unknown {
  const root = { document: structuredClone(document) };
  for (let times = 1 + dice(3); times > 0; times -= 1) {
    const spot = pick(dice, spotsOf(root));
    if (spot) pick(dice, DAMAGES)?.(spot, dice);
  }
  const spot = dice(20) === 0 ? pick(dice, spotsOf(root)) : undefined;
  if (spot) put(spot.holder, spot.key, pick(dice, GROWN)?.(spot.holder[spot.key]));
  // a document is JSON: what a list has lost or gained by name is no part of it
  return JSON.parse(JSON.stringify(root.document ?? null));
}

const at = (text: string, dice: Dice): number => dice(text.length + 1);

/** Damage to the text of a document. */
const SPOILED: ((text: string, dice: Dice) => string)[] = [
  (text, dice) => text.slice(0, at(text, dice)),
  (text, dice) => text.slice(at(text, dice)),
  (text, dice) => {
    const where = at(text, dice);
    return (
      text.slice(0, where) + String.fromCharCode(dice(65_536)) + text.slice(where + 1)
    );
  },
  (text) => text.replace('{"Effect"', '{"Effect":"Allow","Effect"'),
  (text) => text.replace('{', '{"Version":"2008-10-17",'),
  (text) => `\ufeff${text}`,
  (text) => `%${text}`,
  (text) => encodeURIComponent(text.replace(/[\ud800-\udfff]/g, '')),
  (text) => text + text,
  (text) => JSON.stringify(text),
  (text) => text.toLowerCase(),
];

/** A document as a careless hand, or a bad one, leaves it: an object or text of any kind. */
export function damage(document: unknown, dice: Dice): unknown {
  const isOfText = dice(4) === 0;
  const tree = isOfText && dice(2) === 0 ? document : damageTree(document, dice);
  if (!isOfText) return tree;
  return pick(dice, SPOILED)?.(JSON.stringify(tree), dice);
}
