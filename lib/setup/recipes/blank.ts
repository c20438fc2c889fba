import { sayList } from '@/lib/iam/explain/list-words';
import type { StoredAccount } from '@/lib/ports';
import { BLANK_ROLE_NAME } from '../blank/follow-draft';
import {
  demandEnd,
  resolveConfirmedName,
  sayAdministrator,
} from '../fields/administrator';
import type { BlankFields } from '../fields/blank-fields';
import { addWarning, type FieldNotes, noteFields, rightOf } from '../fields/field';
import { resolveGranted } from '../fields/granted';
import { resolveHalfName } from '../fields/managed-half';
import { resolveBoundary } from '../fields/managed-policies';
import { resolvePrincipals, type Trusted } from '../fields/principals';
import { resolveRole } from '../fields/resolve-role';
import { REVIEW_AFTER_DAYS, REVIEW_OUTSIDE_AFTER_DAYS } from '../fields/role';
import { resolveRolePath } from '../fields/role-path';
import { askSameAccount } from '../fields/same-account';
import { resolveAssumeJson, resolveTrustJson } from '../fields/trust-json';
import { resolveAnyAccount } from '../fields/vendor';
import { OWN_GUARDS } from '../guards/guard-names';
import { type Guards, resolveGuards } from '../guards/resolve-guards';
import { proveBlank } from '../proof/prove-blank';
import { bank, bankOfPlace } from '../say/banks';
import { sayUnreachable } from '../say/by-owner';
import { sayPartitions } from '../say/partitions';
import type { DraftFields } from '../schema';
import { ownersAccounts } from '../world/connected-accounts';
import type { KnownWorld } from '../world/load-world';
import { managedIn } from '../world/managed-in';
import { worldAfter } from '../world/world-after';
import { blankAccess } from './blank-access';
import { sayHoles } from './blank-holes';
import { withHandOut } from './blank-request';
import { bankOfTrusted, leadOf, partyOfTrusted } from './blank-sides';
import { type Asks, isComplete, missingIn, sayMissing } from './missing';
import type { Recipe, ResolveDeps, ResolvedDraft } from './recipe';

/**
 * A crossing that is written by hand: every document as somebody wrote it, and a form beside it
 * for the parts that it knows.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html
 */
export const blank: Recipe = { resolve: resolveBlank, prove: proveBlank };

const ASKS: Asks = [
  ['principals', 'Say who is trusted.'],
  ['trustJson', 'Write the trust policy to see the verdict.'],
  ['trustingAccount', 'Say in which account.'],
  ['managedPolicies', 'Say what they may do there.'],
  ['confirmedName', 'Type the role’s name to see the verdict.'],
];

async function resolveBlank(
  _: ResolveDeps,
  fields: DraftFields,
  world: KnownWorld,
  now: Date,
): Promise<ResolvedDraft> {
  const { resolved, administrator } = resolveFields(fields, world, now);
  const trusted = rightOf(resolved.principals) ?? [];
  const account = rightOf(resolved.trustingAccount);
  const guards = resolveGuards(OWN_GUARDS, fields, {
    world,
    now,
    who: askerOf(leadOf(trusted)),
  });
  const notes = noteFields({ ...resolved, ...guards.fields });
  demandOrganization(notes, fields, world);
  demandEnd(notes, fields, administrator !== null);
  if (administrator)
    notes.warnings[administrator.field] = sayAdministrator(administrator.name);
  if (account) compareSides(notes, fields, trusted, account);
  const missing = [...missingIn(ASKS, resolved), ...guards.missing];
  const access =
    isComplete(notes, missing) && account
      ? blankAccess(fields, { ...resolved, guards }, trusted, account)
      : null;
  const holes =
    access && sayHoles(worldAfter(world, access.pieces), access.request, trusted, now);
  if (holes) addWarning(notes, 'trustJson', holes);
  const isOut = refuseHandOut(notes, access);
  return {
    ...notes,
    missing,
    reviewOn: rightOf(resolved.reviewOn),
    known: knownOf(resolved, guards, world),
    banks: {
      left: bankOfTrusted(trusted) ?? bank('trusted', 'Who?', 'borrows'),
      right: bankOfPlace(null, account),
    },
    ask: sayMissing(ASKS, missing),
    access: isOut ? null : access,
  };
}

/** Whether the console's statement has no place in what was written. */
function refuseHandOut({ errors }: FieldNotes, access: ReturnType<typeof blankAccess>) {
  const isOut = access !== null && withHandOut(access.request) === null;
  if (isOut) errors.handsOut = NO_PLACE;
  return isOut;
}

const NO_PLACE =
  'The trust policy has a statement of the Sid ConsoleMayHandOut that is not the console’s, or is of a version without variables. Change that first.';

function resolveFields(fields: DraftFields, world: KnownWorld, now: Date) {
  const trustingAccount = resolveAnyAccount(fields.trustingAccount, world);
  const account = rightOf(trustingAccount);
  const { administrator, ...granted } = resolveGranted(fields, world, account);
  const rolePath = resolveRolePath(fields.rolePath);
  const role = resolveRole(fields, {
    world,
    accountId: account?.id ?? null,
    suggested: BLANK_ROLE_NAME,
    path: rightOf(rolePath) ?? undefined,
    now,
    reviewAfterDays: administrator ? REVIEW_OUTSIDE_AFTER_DAYS : REVIEW_AFTER_DAYS,
  });
  const roleName = rightOf(role.roleName);
  const resolved: BlankFields = {
    principals: resolvePrincipals(fields.principals, world),
    trustJson: resolveTrustJson(fields, world),
    assumeJson: resolveAssumeJson(fields),
    assumePolicyName: resolveHalfName(fields),
    trustingAccount,
    ...granted,
    boundary: resolveBoundary(fields.boundary, world, account, roleName),
    rolePath,
    ...role,
    confirmedName: resolveConfirmedName(
      fields.confirmedName,
      administrator !== null,
      roleName,
    ),
  };
  return { resolved, administrator };
}

const askerOf = (lead: Trusted | null) =>
  lead && {
    kind: lead.kind,
    name: lead.name,
    accountId: lead.account.id,
    accountName: lead.account.name,
  };

/** A policy written by hand names its organisation: nothing is filled in behind its back. */
function demandOrganization(
  { errors }: FieldNotes,
  { requireOrganization, organizationId }: DraftFields,
  { org }: KnownWorld,
): void {
  if (requireOrganization && organizationId.trim() === '' && org)
    errors.organizationId = `Give the organisation’s id; ${org.Id} is the one that was read here.`;
}

/** What can only be said when both sides are known. */
function compareSides(
  notes: FieldNotes,
  fields: DraftFields,
  trusted: Trusted[],
  account: StoredAccount,
): void {
  const { errors, warnings } = notes;
  const lead = leadOf(trusted);
  if (!lead) return;
  const [partitions] = trusted.flatMap(
    (one) => sayPartitions(one.account, account) ?? [],
  );
  if (partitions) errors.trustingAccount = partitions;
  if (lead.kind !== 'account' && !lead.account.connection && !account.connection) {
    errors.principals = sayUnreachable(lead.account);
    errors.trustingAccount = sayUnreachable(account);
  }
  if (lead.account.id === account.id) {
    askSameAccount(notes, fields, account);
    warnings.trustingAccount = `${lead.name} is in ${account.name} already. A policy on ${lead.name} would do; go on only if you want a role in between.`;
  }
  const elsewhere = trusted.filter(
    (one) => one.kind !== 'account' && one.account.id !== lead.account.id,
  );
  if (elsewhere.length === 0) return;
  const names = elsewhere.map(({ name, account: home }) => `${name} in ${home.name}`);
  const need = names.length === 1 ? 'needs a policy of its own' : 'each need a policy';
  addWarning(
    notes,
    'principals',
    `The other half is written in ${lead.account.name} alone. ${sayList(names, 'and')} ${need} that allows sts:AssumeRole on this role.`,
  );
}

function knownOf(
  { principals, trustingAccount, customPolicy, trustJson }: BlankFields,
  guards: Guards,
  world: KnownWorld,
): ResolvedDraft['known'] {
  const lead = leadOf(rightOf(principals) ?? []);
  const account = rightOf(trustingAccount);
  return {
    who: lead && partyOfTrusted(lead),
    whoCount: null,
    found: null,
    choices: {
      accounts: ownersAccounts(world),
      vendors: [],
      providers: [],
      policies: account ? managedIn(world, account) : [],
    },
    suggestedRoleName: BLANK_ROLE_NAME,
    cleaned: [
      ...(rightOf(customPolicy)?.cleaned ?? []),
      ...(rightOf(trustJson)?.cleaned ?? []),
    ],
    guards: guards.said,
  };
}
