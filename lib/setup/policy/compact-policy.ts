import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import { type Compaction, offerCompaction } from '@/lib/iam/compact/offer-compaction';
import type { Actor } from '@/lib/ports';
import type { PolicyText } from './policy-check';

/** A shorter text that says the same, if one is known. */
export type CompactionOffer = { offer: Compaction | null };

/** Looks for a shorter text of a policy that provably says the same. */
export async function compactPolicy(
  _deps: object,
  actor: Actor,
  { text, kind, accountId }: PolicyText,
): Promise<Result<CompactionOffer, AppError>> {
  const denied = requirePermission(actor, 'setup:draft');
  if (denied) return err(denied);
  return ok({ offer: offerCompaction(text, kind, accountId ?? null) });
}
