/**
 * A member of a table by a name that somebody else wrote. `constructor` and the like, which
 * every object has, are no members.
 */
export const lookUp = <Value>(
  table: Record<string, Value>,
  name: string,
): Value | undefined => (Object.hasOwn(table, name) ? table[name] : undefined);
