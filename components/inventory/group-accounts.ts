import type { AccountHealth, AccountRow } from '@/lib/inventory/schema';

export type OuGroup = { ouPath: string; title: string; accounts: AccountRow[] };

/** Accounts under their organisational unit, units and accounts by name. */
export function groupByOu(accounts: readonly AccountRow[]): OuGroup[] {
  const groups = new Map<string, AccountRow[]>();
  for (const account of accounts) {
    groups.set(account.ouPath, [...(groups.get(account.ouPath) ?? []), account]);
  }
  return [...groups.entries()]
    .map(([ouPath, members]) => ({
      ouPath,
      title: sayUnits(ouPath),
      accounts: [...members].sort((a, b) => a.name.localeCompare(b.name)),
    }))
    .sort((a, b) => a.ouPath.localeCompare(b.ouPath));
}

/** `Workloads / Prod` of `Root/Workloads/Prod`; the root itself has a name as well. */
export function sayUnits(ouPath: string): string {
  const units = ouPath.split('/').filter((unit) => unit !== '' && unit !== 'Root');
  return units.length === 0 ? 'Outside any unit' : units.join(' / ');
}

export type HealthCount = { health: AccountHealth; count: number; words: string };

const WORDS: Record<AccountHealth, string> = {
  ok: 'healthy',
  partial: 'read in part',
  failing: 'not readable',
  reading: 'being read',
  'never-read': 'not read yet',
};

/** How many accounts are in which health; only the ones there are. */
export function countHealth(accounts: readonly AccountRow[]): HealthCount[] {
  const all = Object.keys(WORDS) as AccountHealth[];
  return all
    .map((health) => ({
      health,
      count: accounts.filter((account) => account.health === health).length,
      words: WORDS[health],
    }))
    .filter(({ health, count }) => count > 0 || health === 'ok');
}
