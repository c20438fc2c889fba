import { parsePolicy } from '../parse/parse-policy';
import {
  type CompiledPolicies,
  type CompiledShelf,
  compileShelf,
} from './compiled-policies';
import { type Coverage, coverOf } from './coverage';
import type { PolicyClass } from './policy-class';
import { type Reach, reachOf } from './role-range';

/**
 * What the policies that go with a caller come to for one role, whoever of its class asks:
 * they grant it and nothing of them stops it, or they are silent and stop nothing.
 */
export type SettledSide = 'grants' | 'silent';

/** `tested`: one or the other, by the caller; `asked`: only the evaluator can tell. */
export type OwnSide = SettledSide | 'tested' | 'asked';

const NOTHING = compileShelf(null);
const ANY_ROLE = compileShelf({
  policies: [
    {
      ref: { name: '', arn: null, kind: 'inline', owner: '', accountId: null },
      policy: parsePolicy(
        { Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' } },
        'identity',
      ),
    },
  ],
  unread: [],
});

/** Policies that come to the same for every role, where nobody has to be asked. */
export const SETTLED: Record<SettledSide, CompiledPolicies> = {
  grants: { identity: ANY_ROLE, boundary: null, scp: [] },
  silent: { identity: NOTHING, boundary: null, scp: [] },
};

export const isSettled = (own: OwnSide): own is SettledSide => own in SETTLED;

/** What a grant of the caller's own is to it: the trust policy alone may do, or surely does. */
export type Need = 'needed' | 'helpful' | 'idle';

/** What a class's own side comes to for a role; null for a class that surely cannot take it. */
export function ownSideOf(
  { coverage, compiled }: PolicyClass,
  roleArn: string,
  need: Need,
  scpStop: Reach,
): OwnSide | null {
  const known = coverage();
  const grant = grantOf(known, roleArn, need);
  if (grant === 'no' && need === 'needed') return null;
  const stop = known.isPlain ? scpStop : stopOf(compiled(), roleArn, need, scpStop);
  if (stop === 'sure') return null;
  if (stop === 'maybe') return 'asked';
  if (grant === 'maybe') return known.range.isUnread ? 'asked' : 'tested';
  return grant === 'sure' ? 'grants' : 'silent';
}

/** The same for a class that needs a grant, surely has one, and whose own policies deny nothing. */
export function coveredSideOf(
  { boundary, compiled }: PolicyClass,
  roleArn: string,
  scpStop: Reach,
): OwnSide | null {
  const stop = boundary === '' ? scpStop : stopOf(compiled(), roleArn, 'needed', scpStop);
  if (stop === 'sure') return null;
  return stop === 'maybe' ? 'asked' : 'grants';
}

function grantOf(coverage: Coverage, roleArn: string, need: Need): Reach {
  if (need === 'idle') return 'no';
  return coverage.isEverything ? 'sure' : coverOf(coverage, roleArn);
}

/** Whether anything that goes with a caller stops it from taking a role. */
function stopOf(
  { identity, boundary }: CompiledPolicies,
  roleArn: string,
  need: Need,
  scpStop: Reach,
): Reach {
  const own = mostOf(reachOf(identity.denied, roleArn), scpStop);
  return boundary && own !== 'sure'
    ? mostOf(own, boundaryStop(boundary, roleArn, need))
    : own;
}

/** A boundary that is silent stops a caller, but where the trust policy goes beyond it. */
function boundaryStop(boundary: CompiledShelf, roleArn: string, need: Need): Reach {
  if (need === 'idle') return reachOf(boundary.denied, roleArn);
  const stop = levelStop(boundary, roleArn);
  return stop === 'sure' && need === 'helpful' ? 'maybe' : stop;
}

/** Whether the levels of an organization stop whoever is under them from taking a role. */
export function stopOfLevels(levels: CompiledShelf[], roleArn: string): Reach {
  let stop: Reach = 'no';
  for (const level of levels) stop = mostOf(stop, levelStop(level, roleArn));
  return stop;
}

/** A level stops what it denies and what it does not allow. */
function levelStop({ allowed, denied }: CompiledShelf, roleArn: string): Reach {
  const denial = reachOf(denied, roleArn);
  if (denial === 'sure') return 'sure';
  const allowance = reachOf(allowed, roleArn);
  if (allowance === 'no') return 'sure';
  return allowance === 'maybe' ? 'maybe' : denial;
}

function mostOf(one: Reach, other: Reach): Reach {
  if (one === 'sure' || other === 'sure') return 'sure';
  return one === 'maybe' ? 'maybe' : other;
}
