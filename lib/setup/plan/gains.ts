import type { DeckState } from '@/lib/core/views';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { judgeWorst } from '../judge-role';
import { callerIn } from '../judge-vendor';
import type { PlanGainView } from '../plan-views';
import type { Worlds } from '../recipes/recipe';
import type { RoleRequest } from '../recipes/role-request';
import { askCrossing } from '../world/ask-crossing';
import { partyOf } from './turns';

/** Those whom the trust policy names: whole accounts, and principals that would ask. */
export function gainsOf(
  request: RoleRequest,
  worlds: Worlds,
  deed: string,
): PlanGainView[] {
  const direct = request.askers.map((arn) => directGain(request, arn, worlds, deed));
  return [...everyoneGain(request, worlds, deed), ...direct];
}

function directGain(
  request: RoleRequest,
  arn: string,
  { today, after, nameOf }: Worlds,
  gains: string,
): PlanGainView {
  return {
    who: partyOf(arn, nameOf),
    how: `becomes ${request.roleName}`,
    today: deckOf(today, arn, request),
    after: deckOf(after, arn, request),
    gains,
  };
}

/** With everything that the guards make a caller bring along. */
const deckOf = (facts: WorldFacts, arn: string, request: RoleRequest): DeckState =>
  judgeWorst(askCrossing(facts, [arn], request)).deck;

function everyoneGain(
  request: RoleRequest,
  { today, after, nameOf }: Worlds,
  deed: string,
): PlanGainView[] {
  const { trusted, roleName } = request;
  if (trusted.kind !== 'account') return [];
  const deckIn = (facts: WorldFacts) => {
    const caller = callerIn(facts, trusted, request);
    return deckOf(facts, caller, request) === 'denied' ? 'denied' : 'conditional';
  };
  const { accountId, partition } = trusted;
  const arn = `arn:${partition}:iam::${accountId}:root`;
  const name = nameOf(accountId);
  const who = { ...partyOf(arn, nameOf), kind: 'account' as const, name };
  const how = `becomes ${roleName}, if its own policies allow it`;
  return [{ who, how, today: deckIn(today), after: deckIn(after), gains: deed }];
}
