import { keptBy } from '@/lib/core/kept-by';
import { findCaller } from '../../evaluate/caller';
import type { WorldFacts } from '../../facts/world-facts';
import { gatherCallerPolicies } from '../../gather/caller-policies';
import { compilePolicies, compileScp } from '../../index/compiled-policies';
import { judgePair } from '../../index/judge-pair';
import {
  OPEN,
  type RoleRcp,
  rcpOf,
  requestOf,
  type Taking,
  takingOf,
} from '../../index/judge-taking';
import { isSure, likenessOf, seesOnlyAccounts, type Taker } from './alike';

export type CanTake = (arn: string, roleArn: string) => boolean;

/** Asks the engine who gets which role; callers and roles are each made ready once. */
export function makeCanTake(world: WorldFacts): CanTake {
  const takers = keptBy((arn: string) => readyTaker(world, arn));
  const rcpOver = keptBy((accountId: string | null) => rcpOf(world, accountId));
  const takings = keptBy((roleArn: string) => readyTaking(world, roleArn, rcpOver));
  return (arn, roleArn) => {
    const { taking, namesSome, sureByLikeness } = takings(roleArn);
    if (!namesSome) return false;
    const taker = takers(arn);
    const ask = () =>
      judgePair(requestOf(taking, taker.asks), taker.compiled, taking.compiled) !== null;
    const { likeness } = taker;
    if (!sureByLikeness || likeness === null || !isSure(taker, roleArn)) return ask();
    const answer = sureByLikeness.get(likeness) ?? ask();
    sureByLikeness.set(likeness, answer);
    return answer;
  };
}

function readyTaker(world: WorldFacts, arn: string): Taker {
  const principal = { AWS: arn };
  const caller = findCaller(world, principal);
  const policies = gatherCallerPolicies(world, caller);
  const asks = { principal, caller, policies, action: 'sts:AssumeRole' };
  const compiled = compilePolicies(policies, compileScp(policies.scp));
  return { asks, compiled, likeness: likenessOf(asks, compiled) };
}

function readyTaking(
  world: WorldFacts,
  roleArn: string,
  rcpOver: (accountId: string | null) => RoleRcp,
) {
  const taking = takingOf(world, roleArn, OPEN, rcpOver);
  // What those who are surely granted the role are told, by what is left to tell them apart.
  const sureByLikeness = seesOnlyAccounts(taking) ? new Map<string, boolean>() : null;
  return { taking, namesSome: namesSomebody(taking), sureByLikeness };
}

/** Most trust policies name services or providers only, and let no user or role in. */
const namesSomebody = ({ compiled }: Taking): boolean =>
  compiled.trust.some(
    ({ effect, principal }) =>
      effect === 'Allow' &&
      (!principal ||
        principal.isEveryone ||
        principal.isNegated ||
        principal.aws.length > 0),
  );
