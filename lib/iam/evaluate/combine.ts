import { and, type Formula, not, or } from '../formula/formula';
import { boundaryLayer } from './boundary-layer';
import { identityLayer } from './identity-layer';
import type { Layer } from './layer';
import { rcpLayer, scpLayer } from './organization-layers';
import type { Request } from './request';
import { type Grants, resourceLayer } from './resource-layer';
import { sessionLayer } from './session-layer';
import { type Side, sideOf } from './side';

type LayerKey = 'scp' | 'rcp' | 'resource' | 'identity' | 'boundary' | 'session';

/** What follows from the policies of every kind. */
export type Combination = {
  /** What has to hold, layer by layer; each is false when that layer alone stops the request. */
  gates: Record<Exclude<LayerKey, 'rcp'>, Formula>;
  /** The resource's policy suffices without any policy of the caller's. */
  resourceAlone: Formula;
  isAllowed: Formula;
};

export type Layers = Record<LayerKey, Layer> & { resource: { grants: Grants } };

/** Everything the policies say about one action, and what follows from it. */
export type Judgement = Side & Combination & { layers: Record<LayerKey, Layer> };

/**
 * Judges a request by every kind of policy.
 *
 * @param needsIdentity demand an identity grant even where the resource's policy would do
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function judgeRequest(request: Request, needsIdentity = false): Judgement {
  const layers = {
    scp: scpLayer(request),
    rcp: rcpLayer(request),
    resource: resourceLayer(request),
    identity: identityLayer(request),
    boundary: boundaryLayer(request),
    session: sessionLayer(request),
  };
  return joinLayers(request, layers, needsIdentity);
}

/** What follows from what each kind of policy says. */
export function joinLayers(
  request: Request,
  layers: Layers,
  needsIdentity = false,
): Judgement {
  const side = sideOf(request);
  const isDelegated = needsIdentity || !side.isSameAccount;
  const { grants } = layers.resource;
  const reach = isDelegated ? delegated(grants) : grants;
  return { layers, ...side, ...combine(layers, reach, side.needsResourceGrant) };
}

/**
 * The table of "Policy evaluation for requests within a single account": how far a grant in
 * the resource's policy reaches without the caller's policies.
 *
 * @param grants `delegated` where it never reaches that far, as across accounts
 * @param needsResourceGrant the resource's own policy has to allow
 */
export function combine(
  layers: Record<LayerKey, Pick<Layer, 'allow' | 'deny'>>,
  { free, user, role, account }: Grants,
  needsResourceGrant: boolean,
): Combination {
  const { scp, rcp, resource, identity, boundary, session } = layers;
  const delegation = needsResourceGrant ? and(account, identity.allow) : identity.allow;
  const allow = or(
    free,
    and(user, session.allow),
    and(role, boundary.allow, session.allow),
    and(delegation, boundary.allow, session.allow),
  );
  const denied = or(
    scp.deny,
    rcp.deny,
    resource.deny,
    identity.deny,
    boundary.deny,
    session.deny,
  );
  return {
    gates: {
      scp: scp.allow,
      resource: needsResourceGrant ? or(free, user, role, account) : true,
      identity: or(free, user, role, delegation),
      boundary: or(free, user, boundary.allow),
      session: or(free, session.allow),
    },
    resourceAlone: or(free, user, role),
    isAllowed: and(scp.allow, rcp.allow, allow, not(denied)),
  };
}

/** Every grant counts as one to the account: the caller's own policies must allow as well. */
export const delegated = ({ free, user, role, account }: Grants): Grants => ({
  free: false,
  user: false,
  role: false,
  account: or(free, user, role, account),
});
