/** A value that is made when it is first asked for; what it was made from can go then. */
export function once<Value>(make: () => Value): () => Value {
  let unmade: (() => Value) | null = make;
  let value: Value;
  return () => {
    if (unmade) {
      value = unmade();
      unmade = null;
    }
    return value;
  };
}
