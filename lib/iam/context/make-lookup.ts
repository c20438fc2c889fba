import type { KeyState, Lookup } from '../parse/template';
import type { ContextValue } from '../question';
import { deriveKey, type Facts } from './derived-keys';

/**
 * What a question says about condition keys: its own context first, then keys declared
 * absent, then what the engine derives; every other key is absent or unknown as asked.
 * Key names ignore case.
 */
export function makeLookup(facts: Facts): Lookup {
  const { context, absentKeys = [], unknownKeys } = facts.question;
  const given = new Map(
    Object.entries(context).map(([key, value]) => [key.toLowerCase(), toState(value)]),
  );
  for (const key of absentKeys) {
    if (!given.has(key.toLowerCase())) given.set(key.toLowerCase(), 'absent');
  }
  const otherwise: KeyState = unknownKeys === 'assume-absent' ? 'absent' : 'unknown';
  return (name) => {
    const key = name.toLowerCase();
    const known = given.get(key);
    if (known !== undefined) return known;
    const derived = deriveKey(facts, key) ?? otherwise;
    const state = typeof derived === 'string' ? derived : toState([...derived]);
    given.set(key, state);
    return state;
  };
}

const toState = (value: ContextValue): KeyState => {
  const values = Array.isArray(value) ? value : [value];
  return values.length === 0 ? 'absent' : values.map(String);
};
