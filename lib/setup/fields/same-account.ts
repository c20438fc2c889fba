import type { StoredAccount } from '@/lib/ports';
import type { DraftFields } from '../schema';
import type { FieldNotes } from './field';

/**
 * A crossing between accounts whose sides are one account is a slip more often than a wish. It is
 * confirmed for the account by its id, so that picking another one asks again.
 */
export function askSameAccount(
  { errors }: FieldNotes,
  { sameAccount }: Pick<DraftFields, 'sameAccount'>,
  { id, name }: Pick<StoredAccount, 'id' | 'name'>,
): void {
  if (sameAccount !== id)
    errors.sameAccount = `Both sides are in ${name}. Pick the other account, or tick this if one account is meant.`;
}
