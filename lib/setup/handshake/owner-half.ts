import type { AttestationStore, StoredPlan } from '@/lib/ports';
import { ownersOf } from '../plan/by-owner';
import type { Confirmation } from '../schema';

/** What somebody vouches for who says that the half of the other account is run. */
export const OWNER_HALF = 'owner-half';

/** Who said so, and when; null while nobody did, and where no half is another's. */
export async function confirmationOf(
  attestations: Pick<AttestationStore, 'listOf'>,
  plan: Pick<StoredPlan, 'id' | 'body'>,
): Promise<Confirmation | null> {
  if (ownersOf(plan.body).length === 0) return null;
  const rows = await attestations.listOf(plan.id);
  const row = rows.find(({ item }) => item === OWNER_HALF);
  return row ? { name: row.personName, at: row.at.toISOString() } : null;
}
