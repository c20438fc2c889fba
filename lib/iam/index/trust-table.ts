import { pushTo } from '@/lib/core/push-to';
import type { IndexedAccount } from './indexed-account';
import type { ReducedPrincipal } from './reduced';
import { namesPrincipals, trustProfileOf } from './trust-profile';

/** A role with its account. */
export type RolePlace = { role: ReducedPrincipal; home: IndexedAccount };

/** Roles by whom their trust policies name. */
export type TrustTable = {
  /** By ARN or unique id of a user, a role or a session. */
  byName: Map<string, RolePlace[]>;
  byAccount: Map<string, RolePlace[]>;
  open: RolePlace[];
};

export function makeTrustTable(accounts: Map<string, IndexedAccount>): TrustTable {
  const table: TrustTable = { byName: new Map(), byAccount: new Map(), open: [] };
  for (const home of accounts.values()) {
    for (const role of home.principals()) {
      if (role.trust && namesPrincipals(role.trust)) note(table, { role, home });
    }
  }
  return table;
}

function note(table: TrustTable, place: RolePlace): void {
  const { trust } = place.role;
  if (!trust) return;
  const { open, accounts, namesNamed } = trustProfileOf(trust);
  if (open.length > 0) table.open.push(place);
  for (const accountId of accounts) pushTo(table.byAccount, accountId, place);
  for (const name of namesNamed) pushTo(table.byName, name, place);
}
