import type { LayerName } from '../answer';
import type { Request } from '../evaluate/request';
import { hasSessionPolicies, sessionShelf } from '../evaluate/session-layer';
import type { ReferredPolicy } from '../gather/shelf';

/**
 * Every policy that was read for one layer, those without a word about the request included.
 * Those of the organization stand in levels.
 */
export function collectPolicies(request: Request, layer: LayerName): ReferredPolicy[] {
  const { caller, callerPolicies, target } = request;
  switch (layer) {
    case 'trust':
    case 'resource':
      return target.policy ? [target.policy] : [];
    case 'identity':
      return caller.kind === 'federated-user' && !hasSessionPolicies(request)
        ? []
        : (callerPolicies.identity?.policies ?? []);
    case 'boundary':
      return callerPolicies.boundary?.policies ?? [];
    case 'session':
      return sessionShelf(request).policies;
    default:
      return [];
  }
}
