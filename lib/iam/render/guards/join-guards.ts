import { err, ok, type Result } from '@/lib/core/result';
import type { Demand, Guard } from './guard';
import { joinValues } from './join-values';

/** Two guards on one key that no single condition can stand for. */
export type GuardConflict = { key: string; operator: string; message: string };

/**
 * One guard that asks for everything the given ones ask for. A Condition block holds a key once
 * under an operator, so two demands on it become the values that satisfy both; where there are
 * none, or where no list of values says it, the guards are in conflict.
 */
export function joinGuards(guards: Guard[]): Result<Guard, GuardConflict> {
  const demands = new Map<string, Demand>();
  for (const demand of guards.flatMap((guard) => guard.demands)) {
    const place = `${demand.operator} ${demand.key.toLowerCase()}`;
    const before = demands.get(place);
    const values = before
      ? joinValues(demand.operator, before.values, demand.values)
      : demand.values;
    if (!values) return err(conflictOf(demand));
    demands.set(place, { ...(before ?? demand), values });
  }
  const actions = new Set(guards.flatMap((guard) => guard.actions));
  return ok({ demands: [...demands.values()], actions: [...actions].sort() });
}

const conflictOf = ({ key, operator }: Demand): GuardConflict => ({
  key,
  operator,
  message: `Two guards on ${key} cannot be joined: keep one of them.`,
});
