import { type AccountCaller, findCaller, principalArnOf } from '../evaluate/caller';
import type { Principal } from '../question';
import type { EstateIndex } from './estate-index';
import type { ReducedPrincipal } from './reduced';
import type { Member } from './tables';

/** A collected user, role or session of a role, as the index knows it. */
export type CollectedTaker = Pick<Member, 'account' | 'policyClass' | 'batches'> & {
  principal: Principal;
  caller: AccountCaller;
  /** The user, or the role whose session asks. */
  entity: ReducedPrincipal;
};

/** Null for whoever is none of these: the evaluator has to be asked about it directly. */
export function findTaker(
  index: EstateIndex,
  principal: Principal,
): CollectedTaker | null {
  const caller = findCaller(index.world, principal);
  if (!('accountId' in caller) || !KINDS.has(caller.kind)) return null;
  const member = index.tables().memberNamed(principalArnOf(caller));
  if (!member) return null;
  const { account, principal: entity, policyClass, batches } = member;
  return { principal, caller, account, entity, policyClass, batches };
}

const KINDS = new Set<AccountCaller['kind']>(['user', 'role', 'session']);
