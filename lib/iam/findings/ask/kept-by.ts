/** A function of a text that works each answer out once. */
export function keptBy<Value>(make: (name: string) => Value): (name: string) => Value {
  const kept = new Map<string, { value: Value }>();
  return (name) => {
    const known = kept.get(name) ?? { value: make(name) };
    kept.set(name, known);
    return known.value;
  };
}
