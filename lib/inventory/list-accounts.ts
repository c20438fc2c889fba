import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { AccountStore, Actor } from '@/lib/ports';
import { accountRowOf } from './account-views';
import type { AccountRow } from './schema';

/** Every account of the workspace, production first, then by name. */
export async function listAccounts(
  { accounts }: { accounts: Pick<AccountStore, 'list'> },
  actor: Actor,
): Promise<Result<AccountRow[], AppError>> {
  const denied = requirePermission(actor, 'inventory:read');
  if (denied) return err(denied);

  const rows = (await accounts.list(actor.workspaceId)).map(accountRowOf);
  return ok(rows.sort(byProductionThenName));
}

const byProductionThenName = (a: AccountRow, b: AccountRow): number =>
  Number(b.isProduction) - Number(a.isProduction) ||
  a.name.localeCompare(b.name) ||
  a.id.localeCompare(b.id);
