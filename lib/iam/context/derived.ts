/**
 * What the engine knows by itself: values, certain absence, a value that nobody knows whatever
 * the question says of other keys, or nothing.
 */
export type Derived = readonly string[] | 'absent' | 'unknown' | undefined;
