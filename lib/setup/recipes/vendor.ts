import type { BankView } from '@/lib/core/views';
import type { StoredAccount } from '@/lib/ports';
import { demandEnd } from '../fields/administrator';
import { type Field, type FieldNotes, noteFields, rightOf } from '../fields/field';
import { type MayFields, mayOf, resolveMay } from '../fields/may';
import { type RoleFields, resolveRole, roleValuesOf } from '../fields/resolve-role';
import { REVIEW_OUTSIDE_AFTER_DAYS } from '../fields/role';
import {
  resolveVendorAccount,
  resolveVendorExternalId,
  type VendorAccount,
} from '../fields/vendor';
import { VENDOR_GUARDS } from '../guards/guard-names';
import { GUARDS } from '../guards/guard-table';
import { type Guards, resolveGuards } from '../guards/resolve-guards';
import { proveVendor } from '../proof/prove-vendor';
import { bank, bankOfPlace, foundOf } from '../say/banks';
import { sayPartitions } from '../say/partitions';
import type { DraftFields } from '../schema';
import { ownersAccounts } from '../world/connected-accounts';
import type { KnownWorld } from '../world/load-world';
import { outsideTrusts } from '../world/outside-trusts';
import { sayTrusting } from '../world/roles-trusting';
import { type Asks, isComplete, missingIn, sayMissing } from './missing';
import type { Recipe, ResolveDeps, ResolvedDraft } from './recipe';
import { partyOfVendor, vendorAccess } from './vendor-access';
import type { VendorRequest } from './vendor-request';

/**
 * Another organisation becomes a role here, and names the external ID that it issued to us.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
 */
export const vendor: Recipe = { resolve: resolveVendor, prove: proveVendor };

type Resolved = RoleFields &
  MayFields & {
    vendorAccount: Field<VendorAccount>;
    externalId: Field<string[]>;
  };

const ASKS: Asks = [
  ['vendorAccount', 'Say which vendor: its account ID.'],
  ['bucket', 'Say what it may read.'],
  ['trustingAccount', 'Say in which account.'],
  ['customPolicy', 'Give the permissions to see the verdict.'],
  ['externalId', 'Give the external ID to see the verdict.'],
];

async function resolveVendor(
  deps: ResolveDeps,
  fields: DraftFields,
  world: KnownWorld,
  now: Date,
): Promise<ResolvedDraft> {
  const resolved = await resolveFields(deps, fields, world, now);
  const who = rightOf(resolved.vendorAccount);
  const guards = resolveGuards(VENDOR_GUARDS, fields, { world, now, who: null });
  const notes = noteFields({ ...resolved, ...guards.fields });
  demandEnd(notes, fields, rightOf(resolved.customPolicy)?.isAdministrative);
  const bucket = rightOf(resolved.bucket);
  const account = rightOf(resolved.trustingAccount);
  if (who && account) compareSides(notes, fields, who, account);
  const missing = [...missingIn(ASKS, resolved), ...guards.missing];
  return {
    ...notes,
    missing,
    reviewOn: rightOf(resolved.reviewOn),
    known: knownOf({ ...resolved, guards }, world),
    banks: { left: leftBank(who), right: bankOfPlace(bucket, account) },
    ask: sayMissing(ASKS, missing),
    access:
      isComplete(notes, missing) && who && account
        ? vendorAccess(
            requestOf({ ...resolved, guards }, who, account),
            who,
            account,
            bucket,
          )
        : null,
  };
}

/** What can only be said when both sides are known. */
function compareSides(
  { errors }: FieldNotes,
  { vendorMay }: DraftFields,
  { id, name, partition }: VendorAccount,
  account: StoredAccount,
): void {
  if (account.id === id)
    errors[vendorMay === 'bucket' ? 'bucket' : 'trustingAccount'] =
      `${account.name} is the vendor’s own account. Pick one of yours.`;
  const partitions = partition && sayPartitions({ name, partition }, account);
  if (partitions) errors.vendorAccount = partitions;
}

function knownOf(
  resolved: Resolved & { guards: Guards },
  world: KnownWorld,
): ResolvedDraft['known'] {
  const who = rightOf(resolved.vendorAccount);
  const bucket = rightOf(resolved.bucket);
  const { partition = 'aws' } = rightOf(resolved.trustingAccount) ?? {};
  return {
    who: who && partyOfVendor(who, partition),
    whoCount: who && sayOutside(who, world),
    found: bucket && foundOf(bucket),
    choices: choicesOf(world),
    suggestedRoleName: suggestName(who),
    cleaned: rightOf(resolved.customPolicy)?.cleaned ?? [],
    guards: [GUARD, ...resolved.guards.said],
  };
}

async function resolveFields(
  deps: ResolveDeps,
  fields: DraftFields,
  world: KnownWorld,
  now: Date,
): Promise<Resolved> {
  const vendorAccount = resolveVendorAccount(fields.vendorAccount, world);
  const vendorId = rightOf(vendorAccount)?.id ?? null;
  const may = await resolveMay(deps, fields, world, fields.vendorMay === 'bucket');
  return {
    vendorAccount,
    externalId: resolveVendorExternalId(fields.externalId, vendorId, world),
    ...may,
    ...resolveRole(fields, {
      world,
      accountId: rightOf(may.trustingAccount)?.id ?? null,
      suggested: suggestName(rightOf(vendorAccount)),
      now,
      reviewAfterDays: REVIEW_OUTSIDE_AFTER_DAYS,
    }),
  };
}

const suggestName = (who: VendorAccount | null): string =>
  who ? `x-vendor-${who.id}` : 'x-vendor';

function requestOf(
  resolved: Resolved & { guards: Guards },
  { id: accountId }: VendorAccount,
  account: StoredAccount,
): VendorRequest {
  const { partition } = account;
  return {
    partition,
    who: null,
    trusted: { kind: 'account', partition, accountId },
    askers: [],
    trustingAccountId: account.id,
    ...mayOf(resolved, 'read'),
    guards: [
      { name: 'externalId', values: rightOf(resolved.externalId) ?? [] },
      ...resolved.guards.chosen,
    ],
    ...roleValuesOf(resolved),
  };
}

const GUARD = {
  field: 'externalId',
  adds: GUARDS.externalId.adds,
  limit:
    'It keeps other customers of the vendor out. It is no secret, and it cannot be sent from the AWS console.',
} as const;

/** Nobody here can look into the vendor's account. */
const sayOutside = ({ id, name }: VendorAccount, world: KnownWorld): string =>
  `${name} is ${world.facts.org ? 'outside your organisation' : 'none of your accounts'}: who in it could cross cannot be counted here. ${sayTrusting(world, id)}`;

const leftBank = (who: VendorAccount | null): BankView =>
  who
    ? { ...bank('outside', who.name, 'the vendor'), accountId: who.id }
    : bank('outside', 'Which vendor?', 'borrows');

/** What can be picked: accounts that get the role, and vendors that roles trust already. */
function choicesOf(world: KnownWorld): ResolvedDraft['known']['choices'] {
  const roles = new Map<string, Set<string>>();
  for (const { accountId, roleName } of outsideTrusts(world))
    roles.set(accountId, (roles.get(accountId) ?? new Set()).add(roleName));
  return {
    accounts: ownersAccounts(world),
    vendors: [...roles].map(([id, names]) => ({
      id,
      name: `trusted by ${[...names].join(', ')}`,
    })),
    providers: [],
  };
}
