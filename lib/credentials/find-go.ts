import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor } from '@/lib/ports';
import { ConsoleService, OpenConsoleInput } from './console-input';
import { getHome } from './get-home';
import type { RoleCard } from './schema';

type Link = {
  /** An account's id or name. */
  account: string;
  /** The role's name, with or without its path. */
  role: string;
  to?: string | undefined;
  region?: string | undefined;
};

export type GoView = { role: RoleCard; service: ConsoleService; region: string };

/**
 * What a link names, among the roles that the person may take. It only finds: nobody takes a
 * role by following a link.
 */
export async function findGo(
  deps: Parameters<typeof getHome>[0],
  actor: Actor,
  { account, role, to, region }: Link,
): Promise<Result<GoView, AppError>> {
  const home = await getHome(deps, actor);
  if (!home.ok) return home;
  const [name, wanted] = [same(account), same(role)];
  const found = home.value.roles.find(
    (card) =>
      card.ask === 'no' &&
      (card.accountId === account.replace(/\D/g, '') ||
        same(card.accountName) === name) &&
      (same(card.roleName) === wanted || same(card.roleArn).endsWith(`:role/${wanted}`)),
  );
  if (!found)
    return err({ kind: 'not_found', what: `A role ${role} in ${account} of yours` });
  return ok({
    role: found,
    service: ConsoleService.safeParse(to).data ?? 'home',
    region: OpenConsoleInput.shape.region.safeParse(region).data ?? found.region,
  });
}

const same = (text: string): string => text.trim().toLowerCase();
