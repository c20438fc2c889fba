import type { LayerName, PolicyRef, Requirement } from '../answer';
import { type Formula, or } from '../formula/formula';
import type { ReferredPolicy, Shelf } from '../gather/shelf';
import { type Hit, judgePolicy } from './judge-statement';
import type { Request } from './request';

/** What one kind of policy says about a request. */
export type Layer = {
  name: LayerName;
  /** False when no policy of this kind has a say; it then stands in nobody's way. */
  isApplicable: boolean;
  allow: Formula;
  deny: Formula;
  hits: Hit[];
  malformed: PolicyRef[];
  unread: Requirement[];
};

export const silentLayer = (name: LayerName): Layer => ({
  name,
  isApplicable: true,
  allow: false,
  deny: false,
  hits: [],
  malformed: [],
  unread: [],
});

/** A layer that has no say. */
export const absentLayer = (name: LayerName): Layer => ({
  ...silentLayer(name),
  isApplicable: false,
  allow: true,
});

/** Policies of one kind: any may allow, any may deny. */
export function judgePolicies(
  name: LayerName,
  policies: ReferredPolicy[],
  request: Request,
): Layer {
  const layer = silentLayer(name);
  for (const policy of policies) {
    judgePolicy(policy, request, layer.hits);
    if (policy.policy.problems.length > 0) layer.malformed.push(policy.ref);
  }
  layer.allow = effectOf('Allow', layer.hits);
  layer.deny = effectOf('Deny', layer.hits);
  return layer;
}

function effectOf(effect: 'Allow' | 'Deny', hits: Hit[]): Formula {
  const formulas: Formula[] = [];
  for (const { statement, formula } of hits) {
    if (statement.effect === effect) formulas.push(formula);
  }
  return formulas.length === 0 ? false : or(...formulas);
}

/** Adds what was not collected: it may allow and, unless known not to, it may deny. */
export function withUnread(
  layer: Layer,
  requirement: Requirement,
  mayDeny: boolean,
): Layer {
  return {
    ...layer,
    allow: or(layer.allow, unreadAtom('allows', requirement)),
    deny: mayDeny ? or(layer.deny, unreadAtom('denies', requirement)) : layer.deny,
    unread: [...layer.unread, requirement],
  };
}

/** That something nobody read says so. */
export const unreadAtom = (
  says: 'allows' | 'denies',
  requirement: Requirement,
): Formula => ({
  op: 'requirement',
  id: `${says} ${JSON.stringify(requirement)}`,
  keys: [],
  requirement,
});

/** What the gathered policies of one kind say. */
export const judgeShelf = (name: LayerName, shelf: Shelf, request: Request): Layer =>
  shelf.unread.reduce(
    (layer, { requirement, mayDeny }) => withUnread(layer, requirement, mayDeny),
    judgePolicies(name, shelf.policies, request),
  );
