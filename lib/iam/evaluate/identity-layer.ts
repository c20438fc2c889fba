import { type AccountCaller, isAccountCaller } from './caller';
import { absentLayer, judgeShelf, type Layer, silentLayer, withUnread } from './layer';
import type { Request } from './request';
import { hasSessionPolicies } from './session-layer';

/**
 * The caller's own policies: inline and attached, a user's groups included. Root may do
 * everything; a caller whose account was not collected may be allowed by it.
 */
export function identityLayer(request: Request): Layer {
  const { caller, callerPolicies } = request;
  if (!isAccountCaller(caller) || caller.kind === 'root') return absentLayer('identity');
  if (caller.kind === 'federated-user' && !hasSessionPolicies(request)) {
    return silentLayer('identity');
  }
  return callerPolicies.identity
    ? judgeShelf('identity', callerPolicies.identity, request)
    : notCollected(caller, request);
}

const notCollected = (caller: AccountCaller, request: Request): Layer =>
  withUnread(
    silentLayer('identity'),
    {
      kind: 'external-identity-allow',
      account: caller.accountId,
      action: request.actionName,
      resource: request.target.arn,
    },
    false,
  );
