import { newWorldMembers } from '../world/new-world-members';
import type { OrgState } from '../world/org-types';
import type { SeedName, World } from '../world/types';
import { ACME, HUB, HUB_BROKER } from './accounts';
import type { Draft } from './builder';
import { archiveAccount, billingAccount, peopleAccount } from './business';
import { dataAccount } from './data';
import { addHubRoles, addSpokeRoles } from './drawbridge-roles';
import {
  addOrganisationAccess,
  lumenAccount,
  managementAccount,
  researchAccount,
  sandboxAccount,
} from './edges';
import {
  networkAccount,
  securityAccount,
  sharedAccount,
  toolingAccount,
} from './infrastructure';
import { acmeOrganisation, flatOrganisation } from './organisation';
import { prodAccount } from './production';
import { smallData, smallTooling } from './small';
import { legacyAccount, stagingAccount } from './workloads';

type Built = { org: OrgState; members: Draft[]; outside: Draft[] };

const SEEDS: Record<SeedName, (nowMs: number) => Built> = {
  org: (nowMs) => ({
    org: acmeOrganisation(),
    members: [
      managementAccount,
      toolingAccount,
      networkAccount,
      sharedAccount,
      securityAccount,
      peopleAccount,
      billingAccount,
      prodAccount,
      dataAccount,
      archiveAccount,
      legacyAccount,
      stagingAccount,
      researchAccount,
      sandboxAccount,
    ].map((make) => make(nowMs)),
    outside: [lumenAccount(nowMs)],
  }),
  small: (nowMs) => ({
    org: flatOrganisation([ACME.tooling, ACME.data]),
    members: [smallTooling(nowMs), smallData(nowMs)],
    outside: [],
  }),
};

const rolesOf = ({ account }: Draft) => [...account.roles.values()];

/** Roles that plans make trust the broker where they are to be handed out. */
const MADE_BY_PLANS = 'arn:aws:iam::*:role/drawbridge-managed/*';

/** What every account of the organisation has, and the hub's own roles. */
function furnish({ org, members }: Built): void {
  const readers = [org.managementAccountId, ...org.delegatedAccountIds];
  const vendable = members
    .flatMap(rolesOf)
    .filter(({ trust }) => trust.includes(HUB_BROKER))
    .map(({ arn }) => arn)
    .concat(MADE_BY_PLANS);
  const ids = members.map(({ account }) => account.id);
  for (const draft of members) {
    addSpokeRoles(draft, { readsOrganisation: readers.includes(draft.account.id) });
    if (draft.account.id === HUB) addHubRoles(draft, ids, vendable);
    const isMember = draft.account.id !== org.managementAccountId;
    if (isMember && ids.includes(ACME.management)) addOrganisationAccess(draft);
  }
}

/** A new world as its seed describes it. Dates count back from `nowMs`. */
export function buildSeed(
  seed: SeedName,
  { id, tag, nowMs }: { id: string; tag: string; nowMs: number },
): World {
  const built = SEEDS[seed](nowMs);
  furnish(built);
  const accounts = [...built.members, ...built.outside].map(({ account }) => account);
  return {
    id,
    seed,
    tag,
    hubAccountId: HUB,
    clockOffsetMs: 0,
    org: built.org,
    accounts: new Map(accounts.map((account) => [account.id, account])),
    keys: new Map(),
    signIns: new Map(),
    ...newWorldMembers(),
  };
}
