import { keptIn } from './kept-in';

/** A function of an object that works each answer out once, and keeps it as long as the object. */
export const keptByObject = <Key extends object, Value>(
  make: (key: Key) => Value,
): ((key: Key) => Value) => keptIn(new WeakMap(), make);
