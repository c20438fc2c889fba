import type { Requirement } from '../answer';
import { type Formula, or } from '../formula/formula';
import type { PrincipalMatch } from '../match/match-principal';
import { isAccountCaller } from './caller';
import { judgePolicies, type Layer, silentLayer, withUnread } from './layer';
import type { Request } from './request';
import { sideOf } from './side';

/** What the resource's policy grants, by how it names the caller. */
export type Grants = {
  /** By `*`, by the session's own ARN, or to a service or provider: nothing else is needed. */
  free: Formula;
  user: Formula;
  role: Formula;
  account: Formula;
};

/** The trust policy of a role, the policy of a bucket or a key. */
export function resourceLayer(request: Request): Layer & { grants: Grants } {
  const { kind, policy } = request.target;
  const unread = unreadPolicy(request);
  const name = kind === 'role' ? 'trust' : 'resource';
  const silent: Layer = {
    ...silentLayer(name),
    isApplicable: unread !== null || sideOf(request).needsResourceGrant,
  };
  const read = policy ? judgePolicies(name, [policy], request) : silent;
  const layer = unread ? withUnread(read, unread, true) : read;
  return { ...layer, grants: grantsOf(layer, unread ? layer.allow : false) };
}

/** What nobody read may grant, but never to callers of another partition. */
function unreadPolicy({ caller, target }: Request): Requirement | null {
  const isForeign = isAccountCaller(caller) && caller.partition !== target.partition;
  return isForeign ? null : target.unread;
}

function grantsOf({ hits }: Layer, unreadGrant: Formula): Grants {
  const grants: Grants = { free: unreadGrant, user: false, role: false, account: false };
  for (const { statement, match, formula } of hits) {
    if (statement.effect === 'Allow') addGrant(grants, match, formula);
  }
  return grants;
}

/** Adds what one Allow of a resource's policy grants by naming the caller in some way. */
export function addGrant(grants: Grants, match: PrincipalMatch, formula: Formula): void {
  const way = WAYS[match];
  if (way) grants[way] = or(grants[way], formula);
}

const WAYS: Record<PrincipalMatch, keyof Grants | null> = {
  everyone: 'free',
  session: 'free',
  outside: 'free',
  user: 'user',
  role: 'role',
  account: 'account',
  none: null,
};
