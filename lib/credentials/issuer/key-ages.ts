const HOUR_MS = 3_600_000;

/** A new key is made this often. */
const ROTATE_MS = 90 * 24 * HOUR_MS;
/** A key is shown this long before it signs, and after: whoever checks keeps keys for hours. */
const SHOWN_APART_MS = 24 * HOUR_MS;

type Aged = { createdAt: Date };

const ageOf = (key: Aged, now: Date): number => now.getTime() - key.createdAt.getTime();

/** Whether a key has been shown long enough for everybody to know it. */
const isKnown = (key: Aged, now: Date): boolean => ageOf(key, now) >= SHOWN_APART_MS;

/** The key to sign with: the newest that everybody knows, else the oldest. Keys: oldest first. */
export const signingKeyOf = <K extends Aged>(keys: K[], now: Date): K | undefined =>
  keys.findLast((key) => isKnown(key, now)) ?? keys[0];

/** Whether it is time to show a new key, so that it can sign tomorrow. */
export function needsNewKey(keys: Aged[], now: Date): boolean {
  const newest = keys.at(-1);
  return newest === undefined || ageOf(newest, now) >= ROTATE_MS;
}

/** Keys that signed nothing for a day: no token of theirs lives, and nobody needs them. */
export function keysToDrop<K extends Aged>(keys: K[], now: Date): K[] {
  const since = new Date(now.getTime() - SHOWN_APART_MS);
  const signedThen = signingKeyOf(keys, since);
  return signedThen ? keys.slice(0, keys.indexOf(signedThen)) : [];
}
