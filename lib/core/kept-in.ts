/** Where answers are kept: a `Map`, or a `WeakMap` where the questions are objects. */
type Answers<Key, Value> = {
  get: (key: Key) => { value: Value } | undefined;
  set: (key: Key, answer: { value: Value }) => unknown;
};

/** A function that works each answer out once, and keeps it in a map. */
export const keptIn =
  <Key, Value>(answers: Answers<Key, Value>, make: (key: Key) => Value) =>
  (key: Key): Value => {
    const known = answers.get(key);
    if (known) return known.value;
    const value = make(key);
    answers.set(key, { value });
    return value;
  };
