import type { Fix } from '../finding';
import type { NoFix } from '../rule';

/** A fix, or the reason that there is no document to put in place. */
export const fixWith = (
  document: unknown,
  note: string,
  reason = 'the policy has no other statement, so delete it as a whole',
): Fix | NoFix => (document === null ? { reason } : { document, note });
