import { type Formula, or } from '../formula/formula';
import type { PrincipalMatch } from '../match/match-principal';
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
  const { kind, policy, unread } = request.target;
  const name = kind === 'role' ? 'trust' : 'resource';
  const silent: Layer = {
    ...silentLayer(name),
    isApplicable: unread !== null || sideOf(request).needsResourceGrant,
  };
  const read = policy ? judgePolicies(name, [policy], request) : silent;
  const layer = unread ? withUnread(read, unread, true) : read;
  return { ...layer, grants: grantsOf(layer, unread ? layer.allow : false) };
}

function grantsOf({ hits }: Layer, unreadGrant: Formula): Grants {
  const by = (...matches: PrincipalMatch[]): Formula =>
    or(
      ...hits
        .filter(
          ({ statement, match }) =>
            statement.effect === 'Allow' && matches.includes(match),
        )
        .map(({ formula }) => formula),
    );
  return {
    free: or(by('everyone', 'session', 'outside'), unreadGrant),
    user: by('user'),
    role: by('role'),
    account: by('account'),
  };
}
