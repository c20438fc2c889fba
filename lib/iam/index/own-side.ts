import { parsePolicy } from '../parse/parse-policy';
import type { CompiledPolicies, CompiledShelf } from './compiled-policies';
import { coverOf, type Reach, reachOfAny } from './coverage';
import type { PolicyClass } from './policy-class';

/**
 * What the policies that go with a caller come to for one role, whoever of its class asks:
 * they grant it and nothing of them stops it, they are silent and stop nothing, or only the
 * evaluator can tell.
 */
export type OwnSide = 'grants' | 'silent' | 'asked';

const NONE: CompiledShelf = { allows: [], denies: [], unread: [] };

const { statements: ANY_ROLE } = parsePolicy(
  { Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' } },
  'identity',
);

/** Policies that come to the same for every role, where nobody has to be asked. */
export const SETTLED: Record<Exclude<OwnSide, 'asked'>, CompiledPolicies> = {
  grants: { identity: { ...NONE, allows: ANY_ROLE }, boundary: null, scp: [] },
  silent: { identity: NONE, boundary: null, scp: [] },
};

/** What a grant of the caller's own is to it: the trust policy alone may do, or surely does. */
export type Need = 'needed' | 'helpful' | 'idle';

/** Null for a class that surely cannot take the role. */
export function ownSideOf(
  policyClass: PolicyClass,
  roleArn: string,
  need: Need,
  scpStop: Reach,
): OwnSide | null {
  const grant = need === 'idle' ? 'no' : grantFor(policyClass, roleArn);
  if (grant === 'no' && need === 'needed') return null;
  const stop = stopOf(policyClass.compiled(), roleArn, need, scpStop);
  if (stop === 'sure') return null;
  if (stop === 'maybe' || grant === 'maybe') return 'asked';
  return grant === 'sure' ? 'grants' : 'silent';
}

function grantFor({ coverage }: PolicyClass, roleArn: string): Reach {
  const known = coverage();
  return known.isEverything ? 'sure' : coverOf(known, roleArn);
}

function stopOf(
  { identity, boundary }: CompiledPolicies,
  roleArn: string,
  need: Need,
  scpStop: Reach,
): Reach {
  if (scpStop === 'sure') return 'sure';
  const own = denialOf(identity, roleArn);
  if (own === 'sure' || !boundary) return mostOf(own, scpStop);
  const bound = boundaryStop(boundary, roleArn, need);
  return mostOf(bound, mostOf(own, scpStop));
}

/** A boundary that is silent stops a caller, but where the trust policy goes beyond it. */
function boundaryStop(boundary: CompiledShelf, roleArn: string, need: Need): Reach {
  const stop = levelStop(boundary, roleArn);
  return stop === 'sure' && need !== 'needed' ? 'maybe' : stop;
}

/** Whether the levels of an organization stop whoever is under them from taking a role. */
export function stopOfLevels(levels: CompiledShelf[], roleArn: string): Reach {
  let stop: Reach = 'no';
  for (const level of levels) stop = mostOf(stop, levelStop(level, roleArn));
  return stop;
}

/** A level stops what it denies and what it does not allow. */
function levelStop(level: CompiledShelf, roleArn: string): Reach {
  const denial = denialOf(level, roleArn);
  if (denial === 'sure') return 'sure';
  const allowance = reachOfAny(level.allows, roleArn, level.unread.length > 0);
  if (allowance === 'no') return 'sure';
  return allowance === 'maybe' ? 'maybe' : denial;
}

const denialOf = ({ denies, unread }: CompiledShelf, roleArn: string): Reach =>
  reachOfAny(denies, roleArn, unread.length > 0);

function mostOf(one: Reach, other: Reach): Reach {
  if (one === 'sure' || other === 'sure') return 'sure';
  return one === 'maybe' ? 'maybe' : other;
}
