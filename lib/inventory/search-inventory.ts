import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, SearchStore } from '@/lib/ports';
import type { SearchHit, SearchInput } from './schema';

const HITS_MAX = 20;

const KINDS: Record<SearchHit['kind'], true> = {
  user: true,
  group: true,
  role: true,
  account: true,
  service: true,
  federated: true,
  everyone: true,
  deleted: true,
  bucket: true,
  'account-page': true,
};

const isKind = (text: string): text is SearchHit['kind'] => Object.hasOwn(KINDS, text);

/**
 * Finds principals, buckets and accounts by name, ARN or account. `kinds` is a list with
 * commas; kinds that do not exist are left out, and none means every kind.
 */
export async function searchInventory(
  { search }: { search: Pick<SearchStore, 'search'> },
  actor: Actor,
  { q, kinds, account }: SearchInput,
): Promise<Result<SearchHit[], AppError>> {
  const denied = requirePermission(actor, 'inventory:read');
  if (denied) return err(denied);

  const wanted = kinds
    .split(',')
    .map((kind) => kind.trim())
    .filter(isKind);
  if (kinds.trim() !== '' && wanted.length === 0) return ok([]);
  const accountId = account || null;
  const query = { q: q.trim(), kinds: wanted, accountId, limit: HITS_MAX };
  return ok(await search.search(actor.workspaceId, query));
}
