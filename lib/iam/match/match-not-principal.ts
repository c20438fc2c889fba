import { type Caller, isAccountCaller } from '../evaluate/caller';
import type { PrincipalBlock } from '../parse/policy';
import { matchEntry, matchPrincipal, type PolicyHome } from './match-principal';

type NotPrincipalCase = {
  block: PrincipalBlock;
  effect: 'Allow' | 'Deny';
  caller: Caller;
  home: PolicyHome;
  hasBoundary: boolean;
};

/**
 * Whether a statement with `NotPrincipal` covers the caller. A Deny spares a session only
 * when its session, its role and its account are all listed, and it spares nobody who has a
 * permissions boundary.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function matchNotPrincipal(question: NotPrincipalCase): boolean {
  const { block, effect, caller, home, hasBoundary } = question;
  if (effect === 'Deny' && hasBoundary) return true;
  const isSession = caller.kind === 'session' || caller.kind === 'role';
  if (effect === 'Deny' && isSession && !block.isEveryone) {
    return !isSessionSpared(block, caller, home);
  }
  // Nothing that is granted reaches into another partition.
  const isForeign = isAccountCaller(caller) && caller.partition !== home.partition;
  if (effect === 'Allow' && isForeign) return false;
  return matchPrincipal(block, caller, home) === 'none';
}

function isSessionSpared(
  block: PrincipalBlock,
  caller: Caller,
  { partition }: PolicyHome,
): boolean {
  if (!isAccountCaller(caller) || caller.partition !== partition) return false;
  const matches = new Set(block.aws.map((entry) => matchEntry(entry, caller)));
  return matches.has('session') && matches.has('role') && matches.has('account');
}
