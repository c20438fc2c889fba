import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, ServiceList, Vocabulary } from '@/lib/ports';

/** The services of AWS, and the condition keys that all of them know. */
export async function listServices(
  { vocabulary }: { vocabulary: Vocabulary },
  actor: Actor,
): Promise<Result<ServiceList, AppError>> {
  const denied = requirePermission(actor, 'setup:draft');
  return denied ? err(denied) : ok(await vocabulary.list());
}
