import { type Caller, isAccountCaller } from '../evaluate/caller';
import type { PrincipalBlock } from '../parse/policy';
import {
  matchEntry,
  matchPrincipal,
  type PolicyHome,
  type PrincipalMatch,
} from './match-principal';

type NotPrincipalCase = {
  block: PrincipalBlock;
  effect: 'Allow' | 'Deny';
  caller: Caller;
  home: PolicyHome;
  hasBoundary: boolean;
};

/** What of a session a Deny has to list to spare it. Of a role that asks, no session is known. */
const NAMES_OF_SESSION: Partial<Record<Caller['kind'], PrincipalMatch[]>> = {
  role: ['session', 'role', 'account'],
  session: ['session', 'role', 'account'],
  'federated-user': ['session', 'account'],
};

/**
 * Whether a statement with `NotPrincipal` covers the caller. An account that is listed, by its
 * id or as `:root`, stands for its root user and its users. A Deny spares a session only when
 * its session, its role (where it has one) and its account are all listed, and it spares nobody
 * who has a permissions boundary; an Allow takes out a session of which any one is listed.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function matchNotPrincipal(question: NotPrincipalCase): boolean {
  const { block, effect, caller, home, hasBoundary } = question;
  if (effect === 'Deny' && hasBoundary) return true;
  const needed = effect === 'Deny' ? NAMES_OF_SESSION[caller.kind] : undefined;
  if (needed && !block.isEveryone) return !areListed(needed, block, caller, home);
  // Nothing that is granted reaches into another partition.
  const isForeign = isAccountCaller(caller) && caller.partition !== home.partition;
  if (effect === 'Allow' && isForeign) return false;
  return matchPrincipal(block, caller, home) === 'none';
}

function areListed(
  needed: PrincipalMatch[],
  block: PrincipalBlock,
  caller: Caller,
  { partition }: PolicyHome,
): boolean {
  if (!isAccountCaller(caller) || caller.partition !== partition) return false;
  const listed = new Set(block.aws.map((entry) => matchEntry(entry, caller)));
  return needed.every((match) => listed.has(match));
}
