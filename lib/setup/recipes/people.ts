import type { StoredAccount } from '@/lib/ports';
import {
  demandEnd,
  resolveConfirmedName,
  sayAdministrator,
} from '../fields/administrator';
import { type FieldNotes, noteFields, rightOf } from '../fields/field';
import { type Administrator, resolveGranted } from '../fields/granted';
import { resolveHalfName } from '../fields/managed-half';
import { type ManagedPolicy, resolveBoundary } from '../fields/managed-policies';
import type { PeopleFields } from '../fields/people-fields';
import { resolveRole } from '../fields/resolve-role';
import { REVIEW_AFTER_DAYS, REVIEW_OUTSIDE_AFTER_DAYS } from '../fields/role';
import { askSameAccount } from '../fields/same-account';
import { resolveAnyAccount } from '../fields/vendor';
import { resolveWhoOrAccount, type WhoOrAccount } from '../fields/who';
import { OWN_GUARDS } from '../guards/guard-names';
import { type Guards, resolveGuards } from '../guards/resolve-guards';
import { provePeople } from '../proof/prove-people';
import { bank, bankOfPlace } from '../say/banks';
import { sayUnreachable } from '../say/by-owner';
import { sayPartitions } from '../say/partitions';
import type { DraftFields } from '../schema';
import { ownersAccounts } from '../world/connected-accounts';
import type { KnownWorld } from '../world/load-world';
import { managedIn } from '../world/managed-in';
import { type Asks, isComplete, missingIn, sayMissing } from './missing';
import { adviseScope, askerOf, bankOfWho, countMembers, partyOfWho } from './own-who';
import { peopleAccess } from './people-access';
import type { Recipe, ResolveDeps, ResolvedDraft } from './recipe';

/**
 * People of one account become a role in another, and do there what its policies say.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-user.html
 */
export const people: Recipe = { resolve: resolvePeople, prove: provePeople };

const ASKS: Asks = [
  ['who', 'Say who needs access.'],
  ['trustingAccount', 'Say in which account.'],
  ['managedPolicies', 'Say what they may do there.'],
  ['confirmedName', 'Type the role’s name to see the verdict.'],
];

async function resolvePeople(
  _: ResolveDeps,
  fields: DraftFields,
  world: KnownWorld,
  now: Date,
): Promise<ResolvedDraft> {
  const { resolved, administrator } = resolveFields(fields, world, now);
  const who = rightOf(resolved.who);
  const account = rightOf(resolved.trustingAccount);
  const guards = resolveGuards(OWN_GUARDS, fields, {
    world,
    now,
    who: who && askerOf(who),
  });
  const notes = noteFields({ ...resolved, ...guards.fields });
  adviseScope(notes, fields, who);
  demandEnd(notes, fields, administrator !== null);
  if (administrator)
    notes.warnings[administrator.field] = sayAdministrator(administrator.name);
  if (who && account) compareSides(notes, fields, who, account);
  const missing = [...missingIn(ASKS, resolved), ...guards.missing];
  return {
    ...notes,
    missing,
    reviewOn: rightOf(resolved.reviewOn),
    known: knownOf(resolved, guards, world),
    banks: {
      left: who ? bankOfWho(who) : bank('trusted', 'Who?', 'borrows'),
      right: bankOfPlace(null, account),
    },
    ask: sayMissing(ASKS, missing),
    access:
      isComplete(notes, missing) && who && account
        ? peopleAccess(fields, { ...resolved, guards }, who, account)
        : null,
  };
}

function resolveFields(
  fields: DraftFields,
  world: KnownWorld,
  now: Date,
): { resolved: PeopleFields; administrator: Administrator | null } {
  const trustingAccount = resolveAnyAccount(fields.trustingAccount, world);
  const account = rightOf(trustingAccount);
  const { administrator, ...granted } = resolveGranted(fields, world, account);
  const role = resolveRole(fields, {
    world,
    accountId: account?.id ?? null,
    suggested: suggestName(rightOf(granted.managedPolicies)),
    now,
    reviewAfterDays: administrator ? REVIEW_OUTSIDE_AFTER_DAYS : REVIEW_AFTER_DAYS,
  });
  const resolved = {
    who: resolveWhoOrAccount(fields.who, world),
    assumePolicyName: resolveHalfName(fields),
    trustingAccount,
    ...granted,
    boundary: resolveBoundary(fields.boundary, world, account, rightOf(role.roleName)),
    ...role,
    confirmedName: resolveConfirmedName(
      fields.confirmedName,
      administrator !== null,
      rightOf(role.roleName),
    ),
  };
  return { resolved, administrator };
}

/** What can only be said when both sides are known. */
function compareSides(
  notes: FieldNotes,
  fields: DraftFields,
  who: WhoOrAccount,
  account: StoredAccount,
): void {
  const { errors, warnings } = notes;
  if (!who.account.connection && !account.connection) {
    errors.who = sayUnreachable(who.account);
    errors.trustingAccount = sayUnreachable(account);
  }
  const partitions = sayPartitions(who.account, account);
  if (partitions) errors.trustingAccount = partitions;
  if (who.account.id !== account.id) return;
  askSameAccount(notes, fields, account);
  warnings.trustingAccount = `${who.name} is in ${account.name} already. A policy on ${who.name} would do; go on only if you want a role in between.`;
}

function knownOf(
  { who, trustingAccount, managedPolicies, customPolicy }: PeopleFields,
  guards: Guards,
  world: KnownWorld,
): ResolvedDraft['known'] {
  const whom = rightOf(who);
  const account = rightOf(trustingAccount);
  return {
    who: whom && partyOfWho(whom),
    whoCount: countMembers(whom),
    found: null,
    choices: {
      accounts: ownersAccounts(world),
      vendors: [],
      providers: [],
      policies: account ? managedIn(world, account) : [],
    },
    suggestedRoleName: suggestName(rightOf(managedPolicies)),
    cleaned: rightOf(customPolicy)?.cleaned ?? [],
    guards: guards.said,
  };
}

const NAME_MAX = 40;

/** `x-readonlyaccess` */
const suggestName = (managed: ManagedPolicy[] | null): string =>
  `x-${(managed?.[0]?.name ?? 'people').toLowerCase().slice(0, NAME_MAX)}`;
