import { once } from '@/lib/core/once';
import type { EstateIndex } from './estate-index';
import type { IndexedAccount } from './indexed-account';
import type { Circumstances } from './judge-taking';
import type { ReducedDocument } from './reduce-document';
import type { ReducedPrincipal } from './reduced';
import { type TrustProfile, trustProfileFor } from './trust-profile';
import type { RolePlace } from './trust-table';

/** A role whose takers are sought. */
export type Sought = {
  index: EstateIndex;
  role: ReducedPrincipal;
  home: IndexedAccount;
  trust: ReducedDocument;
  circumstances: Circumstances;
  profile: () => TrustProfile;
};

/** Null for a role that is not in the estate. */
export function soughtRole(
  index: EstateIndex,
  roleArn: string,
  circumstances: Circumstances,
): Sought | null {
  const home = index.accounts.get(roleArn.split(':')[4] ?? '');
  const role = home?.byArn().get(roleArn);
  return home && role ? soughtAt(index, { role, home }, circumstances) : null;
}

/** Null for a user, whom nobody can take. */
export function soughtAt(
  index: EstateIndex,
  { role, home }: RolePlace,
  circumstances: Circumstances,
): Sought | null {
  const { trust } = role;
  if (!trust) return null;
  const profile = once(() => trustProfileFor(trust, circumstances));
  return { index, role, home, trust, circumstances, profile };
}
