import { requirePermission } from '@/lib/auth/permissions';
import { parseArn } from '@/lib/core/arn';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { AccountStore, Actor } from '@/lib/ports';
import { whyNotRevoke } from './why-not-revoke';

type Deps = { accounts: Pick<AccountStore, 'find'> };

/** Whether every session of a role can be revoked from here: null, or why not. */
export async function askRevocable(
  { accounts }: Deps,
  actor: Actor,
  roleArn: string,
): Promise<Result<string | null, AppError>> {
  const denied = requirePermission(actor, 'session:administer');
  if (denied) return err(denied);
  const { accountId = '' } = parseArn(roleArn) ?? {};
  const account = await accounts.find(actor.workspaceId, accountId);
  return ok(whyNotRevoke(roleArn, account?.connection ?? null));
}
