import type { BankView } from '@/lib/core/views';
import { type Guard, NO_GUARD } from '@/lib/iam/render/guards/guard';
import type { RenderedPolicy } from '@/lib/iam/render/policy-text';
import type { StoredAccount } from '@/lib/ports';
import { demandEnd } from '../fields/administrator';
import { type Field, noteFields, rightOf } from '../fields/field';
import { type MayFields, mayOf, resolveMay } from '../fields/may';
import { type RoleFields, resolveRole, roleValuesOf } from '../fields/resolve-role';
import { REVIEW_AFTER_DAYS } from '../fields/role';
import { guardOf } from '../guards/guard-of';
import { offerGuards } from '../guards/offer-guards';
import { type Guards, labelsOf, resolveGuards } from '../guards/resolve-guards';
import type { PreviewView } from '../preview-view';
import { proveKeyless } from '../proof/prove-keyless';
import { bankOfPlace, foundOf } from '../say/banks';
import type { DraftFieldName, DraftFields } from '../schema';
import { ownersAccounts } from '../world/connected-accounts';
import type { KnownWorld } from '../world/load-world';
import { sayTrusting } from '../world/roles-trusting';
import { keylessAccess } from './keyless-access';
import type { KeylessCaller, KeylessRequest } from './keyless-request';
import { type Asks, isComplete, sayMissing } from './missing';
import type { Piece } from './piece';
import type { Recipe, ResolveDeps, ResolvedDraft } from './recipe';

/** Who asks, as far as the fields tell it. */
export type ResolvedCaller = {
  /** The fields that say it, in the order of the form. */
  fields: Partial<Record<DraftFieldName, Field<unknown>>>;
  bank: BankView;
  suggestedRoleName: string;
  /** As a trust policy names it, apart from the account that it is trusted in; null for nobody yet. */
  trustedAs: string | null;
  guards: PreviewView['guards'];
  /** What can be picked beside accounts. */
  providers?: { id: string; name: string }[];
  /** Null while anything is missing or wrong, or the account is not known. */
  found: {
    caller: KeylessCaller;
    trust: RenderedPolicy;
    /** The identity provider, where the plan has to make it, or its audience. */
    provider: Piece | null;
  } | null;
};

/** What sets one kind of caller apart from the others. */
export type KeylessKind = {
  resolve(
    fields: DraftFields,
    account: StoredAccount | null,
    world: KnownWorld,
    /** What the guards of the form demand. */
    guard: Guard,
  ): ResolvedCaller;
  /** What to say while a field is empty. */
  asks: Asks;
  /** What the trust policy comes from, in the form's words. */
  from: string;
};

/** A role for somebody without keys of IAM: from the fields to the proof. */
export const keylessRecipe = (kind: KeylessKind): Recipe => ({
  resolve: (deps, fields, world, now) => resolveKeyless(kind, deps, fields, world, now),
  prove: proveKeyless,
});

type Resolved = RoleFields & MayFields & { caller: ResolvedCaller; guards: Guards };

async function resolveKeyless(
  kind: KeylessKind,
  deps: ResolveDeps,
  fields: DraftFields,
  world: KnownWorld,
  now: Date,
): Promise<ResolvedDraft> {
  const may = await resolveMay(deps, fields, world, fields.access !== 'custom');
  const account = rightOf(may.trustingAccount);
  const { guards, guard } = guardsOf(fields, world, now);
  const caller = kind.resolve(fields, account, world, guard);
  const role = resolveRole(fields, {
    world,
    accountId: account?.id ?? null,
    suggested: caller.suggestedRoleName,
    now,
    reviewAfterDays: REVIEW_AFTER_DAYS,
  });
  const noted = { ...caller.fields, ...may, ...role, ...guards.fields };
  const notes = noteFields(noted);
  demandEnd(notes, fields, rightOf(may.customPolicy)?.isAdministrative);
  const missing = emptyOf(noted);
  const resolved = { ...may, ...role, caller, guards };
  const request = requestOf(resolved, fields, account);
  return {
    ...notes,
    missing,
    reviewOn: rightOf(role.reviewOn),
    known: knownOf(resolved, world),
    banks: { left: caller.bank, right: bankOfPlace(rightOf(may.bucket), account) },
    ask: sayMissing([...kind.asks, ...ASKS], missing),
    access:
      isComplete(notes, missing) && request && account
        ? keylessAccess(request, account, rightOf(may.bucket), {
            who: [kind.from, ...labelsOf(guards.chosen)].join(', '),
            may: sayMayFields(fields),
          })
        : null,
  };
}

/** The guards of the form, and what they demand together. */
function guardsOf(
  fields: DraftFields,
  world: KnownWorld,
  now: Date,
): { guards: Guards; guard: Guard } {
  const guards = resolveGuards(offerGuards(fields).offered, fields, {
    world,
    now,
    who: { kind: 'sign-in', name: 'Whoever comes', accountId: '', accountName: '' },
  });
  const joined = guardOf(guards.chosen);
  return { guards, guard: joined.ok ? joined.value : NO_GUARD };
}

const emptyOf = (
  fields: Partial<Record<DraftFieldName, Field<unknown>>>,
): DraftFieldName[] =>
  Object.entries(fields)
    .filter(([, field]) => field.state === 'empty')
    .map(([name]) => name as DraftFieldName); // Object.entries forgets the names' type

const sayMayFields = ({ access, prefix }: DraftFields): string => {
  if (access === 'custom') return 'Permissions as JSON';
  return prefix === '' ? 'To what?, May' : 'To what?, May, Under';
};

function knownOf(
  { caller, bucket, customPolicy, guards }: Resolved,
  world: KnownWorld,
): ResolvedDraft['known'] {
  const found = rightOf(bucket);
  return {
    who: caller.found?.caller.party ?? null,
    whoCount: caller.trustedAs && sayTrusting(world, caller.trustedAs),
    found: found && foundOf(found),
    choices: {
      accounts: ownersAccounts(world),
      vendors: [],
      providers: caller.providers ?? [],
    },
    suggestedRoleName: caller.suggestedRoleName,
    cleaned: rightOf(customPolicy)?.cleaned ?? [],
    guards: [...caller.guards, ...guards.said],
  };
}

function requestOf(
  resolved: Resolved,
  { access }: DraftFields,
  account: StoredAccount | null,
): KeylessRequest | null {
  const { found } = resolved.caller;
  if (!found || !account) return null;
  return {
    partition: account.partition,
    who: null,
    trusted: { kind: 'keyless', trust: found.trust },
    askers: [],
    trustingAccountId: account.id,
    caller: found.caller,
    provider: found.provider,
    ...mayOf(resolved, access),
    guards: resolved.guards.chosen,
    ...roleValuesOf(resolved),
  };
}

const ASKS: Asks = [
  ['bucket', 'Say to what.'],
  ['trustingAccount', 'Say in which account.'],
  ['customPolicy', 'Give the permissions to see the verdict.'],
];
