import { ADMIN_SUBJECT } from '@/lib/core/admin-step-up';
import { askToConfirm } from './confirm-store';

/** Asks the console, and once more after the person confirmed, where that is asked for first. */
export async function askConfirmed<Answer extends { ok: boolean }>(
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const first = await ask();
  const { kind } = first as { kind?: string }; // of every refusal, whatever its caller reads
  if (first.ok || kind !== 'step_up_required') return first;
  const confirmation = await askToConfirm(ADMIN_SUBJECT, ADMIN_SUBJECT);
  return confirmation === null ? first : ask();
}
