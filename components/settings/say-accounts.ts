import type { AccountRow } from '@/lib/inventory/schema';

/** `14 accounts, 12 healthy, 2 with something missing:`, above the list of those. */
export function sayAccounts(
  accounts: readonly Pick<AccountRow, 'name' | 'health'>[],
): string {
  if (accounts.length === 0) return 'No account is connected yet.';
  const healthy = accounts.filter(({ health }) => health === 'ok').length;
  const amiss = accounts.filter(
    ({ health }) => health === 'failing' || health === 'partial',
  ).length;
  const count = accounts.length === 1 ? '1 account' : `${accounts.length} accounts`;
  const state = `${count}, ${healthy} healthy`;
  return amiss === 0 ? `${state}.` : `${state}, ${amiss} with something missing:`;
}
