import { keptIn } from './kept-in';

/** A function of one thing that works each answer out once. */
export const keptBy = <Key, Value>(make: (key: Key) => Value): ((key: Key) => Value) =>
  keptIn(new Map(), make);
