import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor } from '@/lib/ports';
import type { RestoreInput, RevocationView } from '../schema';
import { sayWhat, tell } from './journal';
import { revocationView } from './revocation-view';
import { placeOf, type RevokeDeps } from './revoke-deps';
import { settleRevocation } from './settle-revocation';

/** Takes a denial back before its end: keys that have not ended by themselves work again. */
export async function restore(
  deps: RevokeDeps,
  actor: Actor,
  { revocationId }: RestoreInput,
): Promise<Result<RevocationView, AppError>> {
  const denied = requirePermission(actor, 'session:administer');
  if (denied) return err(denied);
  const { workspaceId, userId, name } = actor;
  const revocation = await deps.revocations.find(workspaceId, revocationId);
  if (!revocation) return err({ kind: 'not_found', what: 'This revocation' });
  if (revocation.state !== 'standing') return err(notNow(revocation.state));
  try {
    await tell(deps, revocation, {
      event: 'session.restore',
      outcome: 'intent',
      sentence: `${name} asked to take back the revocation of ${sayWhat(revocation)}.`,
      actor: { userId, name },
    });
  } catch {
    return err(notWritten);
  }
  const from = ['standing'] as const;
  if (!(await deps.revocations.moveState(revocationId, [...from], 'removing', name)))
    return err(notNow('removing'));
  const settled = await settleRevocation(deps, { workspaceId, id: revocationId });
  const place = await placeOf(deps, workspaceId, revocation.accountId);
  return ok(
    revocationView(settled ?? revocation, place?.account.name ?? revocation.accountId),
  );
}

const notWritten: AppError = {
  kind: 'unavailable',
  message:
    'The activity log cannot be written, so nothing was taken back. Try again in a minute.',
};

const WORDS = {
  writing: 'is still being written',
  removing: 'is being taken back already',
  removed: 'is gone already',
  stopped: 'never stood',
} as const;

const notNow = (state: keyof typeof WORDS): AppError => ({
  kind: 'already_so',
  message: `This revocation ${WORDS[state]}. Reload the page to see what stands.`,
});
