import { parsePolicy } from '../parse/parse-policy';
import {
  type CompiledPolicies,
  type CompiledShelf,
  compileShelf,
} from './compiled-policies';
import type { PolicyClass } from './policy-class';
import { type Reach, reachOf } from './role-range';

/**
 * What the policies that go with a caller come to for one role, whoever of its class asks:
 * they grant it and nothing of them stops it, they are silent and stop nothing, or only the
 * evaluator can tell.
 */
export type OwnSide = 'grants' | 'silent' | 'asked';

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
export const SETTLED: Record<Exclude<OwnSide, 'asked'>, CompiledPolicies> = {
  grants: { identity: ANY_ROLE, boundary: null, scp: [] },
  silent: { identity: NOTHING, boundary: null, scp: [] },
};

/** What a grant of the caller's own is to it: the trust policy alone may do, or surely does. */
export type Need = 'needed' | 'helpful' | 'idle';

/** What a class's own side comes to for a role; null for a class that surely cannot take it. */
export function ownSideOf(
  { coverage, compiled }: PolicyClass,
  roleArn: string,
  need: Need,
  scpStop: Reach,
): OwnSide | null {
  const { isPlain, isEverything, range } = coverage();
  let grant: Reach = isEverything ? 'sure' : 'no';
  if (!isEverything && need !== 'idle') grant = reachOf(range, roleArn);
  if (grant === 'no' && need === 'needed') return null;
  const stop = isPlain ? scpStop : stopOf(compiled(), roleArn, need, scpStop);
  if (stop === 'sure') return null;
  if (stop === 'maybe' || grant === 'maybe') return 'asked';
  return grant === 'sure' ? 'grants' : 'silent';
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
