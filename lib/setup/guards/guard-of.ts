import type { Result } from '@/lib/core/result';
import type { Guard } from '@/lib/iam/render/guards/guard';
import { type GuardConflict, joinGuards } from '@/lib/iam/render/guards/join-guards';
import type { ChosenGuard } from './guard-kind';
import { GUARDS } from './guard-table';

/** Everything that the chosen guards demand, as one. */
export const guardOf = (chosen: ChosenGuard[]): Result<Guard, GuardConflict> =>
  joinGuards(chosen.map(({ name, values }) => GUARDS[name].render(values)));

/** Actions that both sides need for the guards, beside the one that takes the role. */
export const actionsFor = (chosen: ChosenGuard[]): string[] => [
  ...new Set(chosen.flatMap(({ name, values }) => GUARDS[name].render(values).actions)),
];

/** The external ID that a request asks for; null for none. */
export const externalIdOf = (chosen: ChosenGuard[]): string | null =>
  chosen.find(({ name }) => name === 'externalId')?.values[0] ?? null;

/** When a request ends by itself; null for never. */
export function endDateOf(chosen: ChosenGuard[]): Date | null {
  const endsAt = chosen.find(({ name }) => name === 'ends')?.values[0];
  return endsAt === undefined ? null : new Date(endsAt);
}
