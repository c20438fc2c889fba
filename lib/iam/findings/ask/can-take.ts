import { findCaller } from '../../evaluate/caller';
import type { WorldFacts } from '../../facts/world-facts';
import { gatherCallerPolicies } from '../../gather/caller-policies';
import { compilePolicies } from '../../index/compiled-policies';
import { judgePair } from '../../index/judge-pair';
import { requestOf, type Taking, takingOf } from '../../index/judge-taking';
import { keptBy } from './kept-by';

export type CanTake = (arn: string, roleArn: string) => boolean;

const OPEN = { context: {}, unknownKeys: 'assume-unknown' } as const;

/** Asks the engine who gets which role; callers and roles are each made ready once. */
export function makeCanTake(world: WorldFacts): CanTake {
  const takers = keptBy((arn: string) => {
    const principal = { AWS: arn };
    const caller = findCaller(world, principal);
    const policies = gatherCallerPolicies(world, caller);
    const compiled = compilePolicies(policies);
    return { taker: { principal, caller, policies, action: 'sts:AssumeRole' }, compiled };
  });
  const takings = keptBy((roleArn: string) => takingOf(world, roleArn, OPEN));
  return (arn, roleArn) => {
    const taking = takings(roleArn);
    if (!namesPrincipals(taking)) return false;
    const { taker, compiled } = takers(arn);
    return judgePair(requestOf(taking, taker), compiled, taking.compiled) !== null;
  };
}

/** Most trust policies name services or providers only, and let no user or role in. */
const namesPrincipals = ({ compiled }: Taking): boolean =>
  compiled.trust.some(
    ({ effect, principal }) =>
      effect === 'Allow' &&
      (!principal ||
        principal.isEveryone ||
        principal.isNegated ||
        principal.aws.length > 0),
  );
