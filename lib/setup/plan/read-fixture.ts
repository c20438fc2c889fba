import type { StoredPlan } from '@/lib/ports';
import type { ChosenGuard } from '../guards/guard-kind';
import type { CrossingRequest } from '../recipes/role-request';
import type { PlanFixture } from './plan-fixture';

/** A request as plans stored it while there were two guards, each a member of its own. */
type EarlierRequest = Omit<CrossingRequest, 'guards'> & {
  guards?: ChosenGuard[];
  requireMfa?: boolean;
  externalId?: string | null;
};

function guardsOf({ guards, requireMfa, externalId }: EarlierRequest): ChosenGuard[] {
  if (guards) return guards;
  return [
    ...(requireMfa ? [{ name: 'mfa' as const, values: [] }] : []),
    ...(externalId ? [{ name: 'externalId' as const, values: [externalId] }] : []),
  ];
}

/** The parts of a stored plan that were fixed when it was made, also by an earlier version. */
export function readFixture({ view }: Pick<StoredPlan, 'view'>): PlanFixture {
  const fixture = view as PlanFixture; // written by create-plan, and by nobody else
  const request: EarlierRequest = fixture.request;
  return { ...fixture, request: { ...request, guards: guardsOf(request) } };
}
