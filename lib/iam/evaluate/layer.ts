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
  const hits = policies.flatMap((policy) => judgePolicy(policy, request));
  const formulasOf = (effect: 'Allow' | 'Deny') =>
    hits.filter(({ statement }) => statement.effect === effect).map((hit) => hit.formula);
  return {
    ...silentLayer(name),
    allow: or(...formulasOf('Allow')),
    deny: or(...formulasOf('Deny')),
    hits,
    malformed: policies
      .filter(({ policy }) => policy.problems.length > 0)
      .map(({ ref }) => ref),
  };
}

/** Adds what was not collected: it may allow and, unless known not to, it may deny. */
export function withUnread(
  layer: Layer,
  requirement: Requirement,
  mayDeny: boolean,
): Layer {
  const name = JSON.stringify(requirement);
  const atom = (word: string): Formula => ({
    op: 'requirement',
    id: `${word} ${name}`,
    keys: [],
    requirement,
  });
  return {
    ...layer,
    allow: or(layer.allow, atom('allows')),
    deny: mayDeny ? or(layer.deny, atom('denies')) : layer.deny,
    unread: [...layer.unread, requirement],
  };
}

/** What the gathered policies of one kind say. */
export const judgeShelf = (name: LayerName, shelf: Shelf, request: Request): Layer =>
  shelf.unread.reduce(
    (layer, { requirement, mayDeny }) => withUnread(layer, requirement, mayDeny),
    judgePolicies(name, shelf.policies, request),
  );
