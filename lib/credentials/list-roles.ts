import type { AppError } from '@/lib/core/errors';
import { ok, type Result } from '@/lib/core/result';
import type { Actor } from '@/lib/ports';
import { getHome } from './get-home';
import type { RoleCard } from './schema';

/** The roles a person may take, in the order of their home page, for programs. */
export async function listRoles(
  deps: Parameters<typeof getHome>[0],
  actor: Actor,
): Promise<Result<{ roles: RoleCard[] }, AppError>> {
  const home = await getHome(deps, actor);
  return home.ok ? ok({ roles: home.value.roles }) : home;
}
