import { and, type Formula, not, or } from '../formula/formula';
import { boundaryLayer } from './boundary-layer';
import { identityLayer } from './identity-layer';
import type { Layer } from './layer';
import { rcpLayer, scpLayer } from './organization-layers';
import type { Request } from './request';
import { type Grants, resourceLayer } from './resource-layer';
import { sessionLayer } from './session-layer';
import { type Side, sideOf } from './side';

/** Everything the policies say about one action, and what follows from it. */
export type Judgement = Side & {
  layers: {
    scp: Layer;
    rcp: Layer;
    resource: Layer;
    identity: Layer;
    boundary: Layer;
    session: Layer;
  };
  /** What has to hold, layer by layer; each is false when that layer alone stops the request. */
  gates: {
    scp: Formula;
    resource: Formula;
    identity: Formula;
    boundary: Formula;
    session: Formula;
  };
  /** The resource's policy suffices without any policy of the caller's. */
  resourceAlone: Formula;
  isAllowed: Formula;
};

/**
 * Judges a request by every kind of policy.
 *
 * @param needsIdentity demand an identity grant even where the resource's policy would do
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function judgeRequest(request: Request, needsIdentity = false): Judgement {
  const resource = resourceLayer(request);
  const layers = {
    scp: scpLayer(request),
    rcp: rcpLayer(request),
    resource,
    identity: identityLayer(request),
    boundary: boundaryLayer(request),
    session: sessionLayer(request),
  };
  const side = sideOf(request);
  const combined = combine(layers, resource.grants, side, needsIdentity);
  const denied = or(...Object.values(layers).map(({ deny }) => deny));
  const isAllowed = and(layers.scp.allow, layers.rcp.allow, combined.allow, not(denied));
  return { layers, ...side, ...combined, isAllowed };
}

type Combined = Pick<Judgement, 'gates' | 'resourceAlone'> & { allow: Formula };

/**
 * The table of "Policy evaluation for requests within a single account": how far a grant in
 * the resource's policy reaches without the caller's policies. Across accounts it never does.
 */
function combine(
  layers: Judgement['layers'],
  grants: Grants,
  side: Side,
  needsIdentity: boolean,
): Combined {
  const { free, user, role, account } =
    side.isSameAccount && !needsIdentity ? grants : delegated(grants);
  const [identity, boundary, session] = [
    layers.identity.allow,
    layers.boundary.allow,
    layers.session.allow,
  ];
  const any = or(free, user, role, account);
  const delegation = side.needsResourceGrant ? and(account, identity) : identity;
  return {
    gates: {
      scp: layers.scp.allow,
      resource: side.needsResourceGrant ? any : true,
      identity: or(free, user, role, delegation),
      boundary: or(free, user, boundary),
      session: or(free, session),
    },
    resourceAlone: or(free, user, role),
    allow: or(
      free,
      and(user, session),
      and(role, boundary, session),
      and(delegation, boundary, session),
    ),
  };
}

/** Every grant counts as one to the account: the caller's own policies must allow as well. */
const delegated = ({ free, user, role, account }: Grants): Grants => ({
  free: false,
  user: false,
  role: false,
  account: or(free, user, role, account),
});
