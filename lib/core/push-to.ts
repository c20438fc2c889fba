/** Adds a value to the list of a key. */
export function pushTo<Key, Value>(
  lists: Map<Key, Value[]>,
  key: Key,
  value: Value,
): void {
  const known = lists.get(key);
  if (known) known.push(value);
  else lists.set(key, [value]);
}
