import { type Policy, policy, type Statement } from '../policy';
import type { RolePlan } from '../role-plan';
import type { Scene } from '../scene';
import { oddConditions } from './odd-conditions';
import { ODD_ACTIONS } from './odd-identity-policy';
import { oddPrincipals } from './odd-principals';

const MOST_STATEMENTS = 3;
const DENIED = 0.14;
const CONDITIONED = 0.4;

/** A trust policy of which it is hard to say whom it lets in. */
export function oddTrustPolicy(scene: Scene, role: RolePlan): Policy {
  const count = 1 + scene.random.below(MOST_STATEMENTS);
  return policy(...Array.from({ length: count }, () => oddTrust(scene, role)));
}

/** AWS refuses `NotPrincipal` here, but files written by hand have it. */
function oddTrust(scene: Scene, role: RolePlan): Statement {
  const { random } = scene;
  const principals = oddPrincipals(scene, role);
  const isRefused = random.chance(0.02);
  return {
    Effect: random.chance(DENIED) ? 'Deny' : 'Allow',
    ...(isRefused ? { NotPrincipal: principals } : { Principal: principals }),
    ...random.weighted(ODD_ACTIONS),
    ...(random.chance(CONDITIONED) ? { Condition: oddConditions(scene) } : {}),
  };
}
