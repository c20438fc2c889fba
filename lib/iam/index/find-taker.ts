import { type AccountCaller, findCaller, principalArnOf } from '../evaluate/caller';
import type { Principal } from '../question';
import type { EstateIndex } from './estate-index';
import type { IndexedAccount } from './indexed-account';
import type { PolicyClass } from './policy-class';
import type { ReducedPrincipal } from './reduced';

/** A collected user, role or session of a role, as the index knows it. */
export type CollectedTaker = {
  principal: Principal;
  caller: AccountCaller;
  account: IndexedAccount;
  /** The user, or the role whose session asks. */
  entity: ReducedPrincipal;
  policyClass: PolicyClass;
};

/** Null for whoever is none of these: the evaluator has to be asked about it directly. */
export function findTaker(
  index: EstateIndex,
  principal: Principal,
): CollectedTaker | null {
  const caller = findCaller(index.world, principal);
  if (!('accountId' in caller) || !KINDS.has(caller.kind)) return null;
  const account = index.accounts.get(caller.accountId);
  const entity = account?.byArn().get(principalArnOf(caller));
  const policyClass = entity && index.tables().classes.of.get(entity);
  return account && policyClass
    ? { principal, caller, account, entity, policyClass }
    : null;
}

const KINDS = new Set<AccountCaller['kind']>(['user', 'role', 'session']);
