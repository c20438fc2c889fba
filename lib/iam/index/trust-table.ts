import { keptBy } from '@/lib/core/kept-by';
import { pushTo } from '@/lib/core/push-to';
import type { Template } from '../parse/template';
import { accountAimedAt, arnAimedAt } from './by-aim';
import { type Coverage, coverOf } from './coverage';
import type { IndexedAccount } from './indexed-account';
import type { ReducedPrincipal } from './reduced';
import { namesPrincipals, trustProfileOf } from './trust-profile';

/** A role with its account. */
export type RolePlace = { role: ReducedPrincipal; home: IndexedAccount };

/** Roles whose trust policies name somebody, by where they are. */
type Trusting = {
  all: RolePlace[];
  byArn: Map<string, RolePlace[]>;
  /** By the account that holds them and the one that their ARN names, seldom two. */
  byHome: Map<string, RolePlace[]>;
};

/** Roles by whom their trust policies name. */
export type TrustTable = {
  /** By ARN or unique id of a user, a role or a session. */
  byName: Map<string, RolePlace[]>;
  /** Values of `aws:userid` that trust policies ask for. */
  userIds: Set<string>;
  byAccount: (accountId: string) => Trusting;
  open: Trusting;
};

export function makeTrustTable(accounts: Map<string, IndexedAccount>): TrustTable {
  const table: TrustTable = {
    byName: new Map(),
    userIds: new Set(),
    byAccount: keptBy(() => makeTrusting()),
    open: makeTrusting(),
  };
  for (const home of accounts.values()) {
    for (const role of home.principals()) {
      if (role.trust && namesPrincipals(role.trust)) note(table, { role, home });
    }
  }
  return table;
}

const makeTrusting = (): Trusting => ({ all: [], byArn: new Map(), byHome: new Map() });

function note(table: TrustTable, place: RolePlace): void {
  const { trust } = place.role;
  if (!trust) return;
  const { open, accounts, namesNamed, userIds } = trustProfileOf(trust);
  if (open.length > 0) addPlace(table.open, place);
  for (const accountId of accounts) addPlace(table.byAccount(accountId), place);
  for (const name of namesNamed) pushTo(table.byName, name, place);
  for (const userId of userIds) table.userIds.add(userId);
}

function addPlace({ all, byArn, byHome }: Trusting, place: RolePlace): void {
  all.push(place);
  const { arn } = place.role;
  pushTo(byArn, arn, place);
  const homes = new Set([place.home.accountId, arn.split(':')[4] ?? '']);
  for (const accountId of homes) pushTo(byHome, accountId, place);
}

/** Of the roles that trust callers of an account those in it, and those that their grants cover. */
export function placesCovered(
  { byAccount, open }: TrustTable,
  accountId: string,
  coverage: Coverage,
): RolePlace[] {
  return [byAccount(accountId), open].flatMap((trusting) =>
    [...placesLike(trusting, accountId, coverage)].filter(
      ({ role, home }) =>
        home.accountId === accountId || coverOf(coverage, role.arn) !== 'no',
    ),
  );
}

/** Without those that no grant can cover, where the grants tell by what they list. */
function placesLike(
  trusting: Trusting,
  accountId: string,
  { targets }: Coverage,
): Iterable<RolePlace> {
  if (!targets) return trusting.all;
  const found = new Set(trusting.byHome.get(accountId));
  for (const pattern of targets) {
    const places = placesAt(trusting, pattern);
    if (!places) return trusting.all;
    for (const place of places) found.add(place);
  }
  return found;
}

/** Null for a pattern that leaves the account open. */
function placesAt({ byArn, byHome }: Trusting, pattern: Template): RolePlace[] | null {
  const roleArn = arnAimedAt(pattern);
  if (roleArn !== null) return byArn.get(roleArn) ?? [];
  const accountId = accountAimedAt(pattern);
  return accountId === null ? null : (byHome.get(accountId) ?? []);
}
