import { nameOfArn } from '@/lib/core/arn';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { callerIn } from '../judge-vendor';
import type { PlanGainView } from '../plan-views';
import type { Worlds } from '../recipes/recipe';
import { type RoleRequest, roleArnOf } from '../recipes/role-request';
import { deckReader } from '../world/deck-reader';
import { deckIn, partyOf } from './turns';

/** Who gains access: the trusted principals, and those who can become one of them. */
export function gainsOf(
  request: RoleRequest,
  worlds: Worlds,
  deed: string,
): PlanGainView[] {
  const direct = request.askers.map((arn) => directGain(request, arn, worlds, deed));
  const indirect =
    request.who?.kind === 'role' ? indirectGains(request.who.arn, worlds, deed) : [];
  return [...everyoneGain(request, worlds, deed), ...direct, ...indirect];
}

function directGain(
  request: RoleRequest,
  arn: string,
  { today, after, nameOf }: Worlds,
  gains: string,
): PlanGainView {
  const roleArn = roleArnOf(request);
  return {
    who: partyOf(arn, nameOf),
    how: `becomes ${request.roleName}`,
    today: deckIn(today, arn, roleArn),
    after: deckIn(after, arn, roleArn),
    gains,
  };
}

function everyoneGain(
  request: RoleRequest,
  { today, after, nameOf }: Worlds,
  deed: string,
): PlanGainView[] {
  const { trusted, roleName } = request;
  if (trusted.kind !== 'account') return [];
  const roleArn = roleArnOf(request);
  const deckOf = (facts: WorldFacts) =>
    deckIn(facts, callerIn(facts, trusted, roleArn), roleArn) === 'denied'
      ? 'denied'
      : 'conditional';
  const { accountId, partition } = trusted;
  const arn = `arn:${partition}:iam::${accountId}:root`;
  const name = nameOf(accountId);
  const who = { ...partyOf(arn, nameOf), kind: 'account' as const, name };
  const how = `becomes ${roleName}, if its own policies allow it`;
  return [{ who, how, today: deckOf(today), after: deckOf(after), gains: deed }];
}

/** Identities that can become the trusted role, and with it come across. */
export function indirectGains(
  whoArn: string,
  worlds: Worlds,
  deed: string,
): PlanGainView[] {
  const candidates = [...worlds.today.accounts.values()].flatMap((account) => [
    ...account.usersByArn.keys(),
    ...account.rolesByArn.keys(),
  ]);
  const deckOf = deckReader(worlds.after);
  return candidates.flatMap((arn) => {
    const after = deckOf(arn, whoArn);
    if (arn === whoArn || (after !== 'works' && after !== 'conditional')) return [];
    const how = `becomes ${nameOfArn(whoArn)} first`;
    const who = partyOf(arn, worlds.nameOf);
    return [{ who, how, today: 'denied', after, gains: `${deed}, by one more step` }];
  });
}
