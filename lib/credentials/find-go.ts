import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor } from '@/lib/ports';
import { getHome } from './get-home';
import { ConsoleService, type RoleCard } from './schema';

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
      (card.accountId === account.replace(/\D/g, '') ||
        same(card.accountName) === name) &&
      (same(card.roleName) === wanted || same(card.roleArn).endsWith(`:role/${wanted}`)),
  );
  if (!found)
    return err({ kind: 'not_found', what: `A role ${role} in ${account} of yours` });
  const service = ConsoleService.safeParse(to ?? 'home');
  return ok({
    role: found,
    service: service.success ? service.data : 'home',
    region: REGION.test(region ?? '') ? (region ?? found.region) : found.region,
  });
}

const same = (text: string): string => text.trim().toLowerCase();

const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;
