import { ADMIN_SUBJECT } from '@/lib/core/admin-step-up';
import { askToConfirm } from './confirm-store';

/** Asks the console, and once more after the person confirmed, where that is asked for first. */
export async function askConfirmed<Answer extends { ok: boolean; kind?: string }>(
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const first = await ask();
  if (first.ok || first.kind !== 'step_up_required') return first;
  const confirmation = await askToConfirm(ADMIN_SUBJECT, ADMIN_SUBJECT);
  return confirmation === null ? first : ask();
}
