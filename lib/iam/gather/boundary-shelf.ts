import type { PolicyRef } from '../answer';
import { type AccountCaller, entityOf } from '../evaluate/caller';
import { findPolicyDocument, type WorldFacts } from '../facts/world-facts';
import { rememberPolicy } from '../parse/remember-policy';
import { type Shelf, unreadDocument } from './shelf';

/** The boundary of a caller, if it has one. */
export function boundaryShelf(
  world: WorldFacts,
  caller: AccountCaller,
): { boundaryArn: string | null; boundary: Shelf | null } {
  const entity = entityOf(caller);
  const arn = entity?.PermissionsBoundary?.PermissionsBoundaryArn;
  if (!entity || !arn) return { boundaryArn: null, boundary: null };
  const found = findPolicyDocument(world, caller.account, arn);
  if (!found) {
    const boundary = { policies: [], unread: [unreadDocument(arn)] };
    return { boundaryArn: arn, boundary };
  }
  const { accountId } = caller;
  const ref: PolicyRef = {
    name: found.name,
    arn,
    kind: 'boundary',
    owner: entity.Arn,
    accountId,
  };
  const policy = rememberPolicy(found.document, 'boundary');
  return {
    boundaryArn: arn,
    boundary: { policies: [{ ref, policy }], unread: [] },
  };
}
