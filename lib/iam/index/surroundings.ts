import { once } from '@/lib/core/once';
import { isServiceLinkedPath } from '../evaluate/caller';
import { isMember, levelsOf } from '../facts/org-facts';
import type { WorldFacts } from '../facts/world-facts';
import { type CallerPolicies, gatherScp } from '../gather/caller-policies';
import { callerOf } from './caller-of';
import { type CompiledShelf, compileScp } from './compiled-policies';
import type { IndexedAccount } from './indexed-account';
import { numbering } from './numbering';
import type { ReducedPrincipal } from './reduced';

/** What the rest of the world is to principals that it treats alike. */
export type Surroundings = {
  number: number;
  setting: number;
  limits: number;
  scp: () => CallerPolicies['scp'];
  compiledScp: CompiledShelf[];
};

/** How principals are surrounded, by their accounts. */
export function surroundingsTable(
  world: WorldFacts,
): (account: IndexedAccount) => (principal: ReducedPrincipal) => Surroundings {
  const [organizationOf, numberOf, settingOf] = [numbering(), numbering(), numbering()];
  const limitsOf = numbering();
  const byNumber: Surroundings[] = [];
  return (account) => {
    const { accountId, partition, facts } = account;
    const organization = organizationOf(organizationKey(world, accountId, 'scp'));
    const isInside = isMember(world.org, accountId);
    return (principal) => {
      const kind = `${principal.kind} ${isServiceLinkedPath(principal.path)} ${partition}`;
      const number = numberOf(`${kind} ${organization}`);
      const known = byNumber[number];
      if (known) return known;
      const scp = once(() => gatherScp(world, callerOf(facts, principal)));
      const compiledScp = compileScp(scp());
      const setting = settingOf(`${kind} ${isInside}`);
      const limits = limitsOf(limitsText(compiledScp));
      const made = { number, setting, limits, scp, compiledScp };
      byNumber[number] = made;
      return made;
    };
  };
}

/** Equal for levels that allow and deny the same, whatever else they are about. */
const limitsText = (levels: CompiledShelf[]): string =>
  JSON.stringify(
    levels.map(({ allows, denies, unread }) => [
      [...allows, ...denies].map(({ source }) => source),
      unread,
    ]),
  );

const LEVEL_POLICIES = {
  scp: 'serviceControlPolicies',
  rcp: 'resourceControlPolicies',
} as const;

/** Equal for accounts that the same policies of the organization bear on. */
export function organizationKey(
  { org }: WorldFacts,
  accountId: string,
  kind: 'scp' | 'rcp',
): string {
  if (!org) return '';
  const levels = levelsOf(org, accountId).map((level) => level[LEVEL_POLICIES[kind]]);
  const isManagement = accountId === org.managementAccountId;
  return JSON.stringify([isManagement, isMember(org, accountId), levels]);
}
