import type { AppError } from '@/lib/core/errors';
import { ok, type Result } from '@/lib/core/result';
import type { Actor } from '@/lib/ports';
import { getHome } from './get-home';
import type { RoleCard } from './schema';

type Deps = Parameters<typeof getHome>[0] & { env: { practice: { url: string } | null } };

export type RoleList = {
  roles: RoleCard[];
  /** Where practice accounts are reached; null for real ones. */
  endpointUrl: string | null;
};

/** The roles a person may take, in the order of their home page, for programs. */
export async function listRoles(
  deps: Deps,
  actor: Actor,
): Promise<Result<RoleList, AppError>> {
  const home = await getHome(deps, actor);
  if (!home.ok) return home;
  const practice = actor.workspaceKind === 'practice' ? deps.env.practice : null;
  // What has to be asked for is nothing that a program could take now.
  const roles = home.value.roles.filter(({ ask }) => ask === 'no');
  return ok({ roles, endpointUrl: practice?.url ?? null });
}
