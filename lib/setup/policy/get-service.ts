import * as z from 'zod';
import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, ServiceWords, Vocabulary } from '@/lib/ports';

export const ServiceQuestion = z.object({
  service: z.string().regex(/^[a-z0-9-]{1,64}$/, 'Give the prefix of a service: s3.'),
});
type ServiceQuestion = z.infer<typeof ServiceQuestion>;

/** The actions, condition keys and resources of one service. */
export async function getService(
  { vocabulary }: { vocabulary: Vocabulary },
  actor: Actor,
  { service }: ServiceQuestion,
): Promise<Result<ServiceWords, AppError>> {
  const denied = requirePermission(actor, 'setup:draft');
  if (denied) return err(denied);
  const words = await vocabulary.serviceOf(service);
  return words ? ok(words) : err({ kind: 'not_found', what: `service ${service}` });
}
