import { rememberPolicy } from '@/lib/iam/parse/remember-policy';
import type { RoleDetail } from '@/lib/iam/world';
import type { KnownWorld } from './load-world';

/** A role that lets in an account which is not ours, and the external IDs it asks for. */
export type OutsideTrust = {
  accountId: string;
  roleName: string;
  externalIds: string[];
};

// Readings stay the same object while nothing was read anew.
const keptBy = new WeakMap<KnownWorld['readings'], OutsideTrust[]>();

/** Every such trust of the inventory: the vendors that are known already. */
export function outsideTrusts({ readings, facts, accounts }: KnownWorld): OutsideTrust[] {
  const kept = keptBy.get(readings);
  if (kept) return kept;
  const ours = new Set([
    ...accounts.map(({ id }) => id),
    ...(facts.org?.targets.keys() ?? []),
  ]);
  const found = [...readings.values()]
    .flatMap(({ collected }) => collected.RoleDetailList)
    .flatMap(trustsOf)
    .filter(({ accountId }) => !ours.has(accountId));
  keptBy.set(readings, found);
  return found;
}

const ACCOUNT = /^(?:arn:[a-z-]+:(?:iam|sts)::)?(\d{12})(?::|$)/;

function trustsOf({ RoleName, AssumeRolePolicyDocument }: RoleDetail): OutsideTrust[] {
  const { statements } = rememberPolicy(AssumeRolePolicyDocument, 'trust');
  return statements
    .filter(({ effect }) => effect === 'Allow')
    .flatMap(({ principal, conditions }) => {
      const externalIds = conditions
        .filter(({ key }) => key.toLowerCase() === 'sts:externalid')
        .flatMap(({ values }) => values.map(({ raw }) => raw));
      const ids = (principal?.aws ?? []).flatMap((text) => ACCOUNT.exec(text)?.[1] ?? []);
      return [...new Set(ids)].map((accountId) => ({
        accountId,
        roleName: RoleName,
        externalIds,
      }));
    });
}
