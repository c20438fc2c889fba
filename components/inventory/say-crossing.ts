import type { DeckState, PartyShape, PartyView } from '@/lib/core/views';
import type { CrossingRow, Halves } from '@/lib/inventory/schema';

const VERB: Record<DeckState, string> = {
  works: 'can become',
  conditional: 'can become',
  denied: 'cannot become',
  untested: 'may become',
};

/** The shape that stands for somebody: a diamond for whoever is outside the organisation. */
export const shapeOf = (who: PartyView): PartyShape =>
  who.isOutside || who.kind === 'everyone' ? 'outside' : 'trusted';

/** `ci-deploy in Tooling can become deploy in Prod`: the row as one reads it aloud. */
export function sayCrossing({ who, deck, role, why }: CrossingRow): string {
  const home = who.accountName ? ` in ${who.accountName}` : '';
  const sentence = `${who.name}${home} ${VERB[deck]} ${role.name} in ${role.accountName}`;
  return why ? `${sentence}, ${why}` : sentence;
}

const HALF: Record<Halves, string | null> = {
  both: null,
  'trust-only': 'only the trust half stands',
  'identity-only': 'only the identity half stands',
};

/** What deserves a second look at this row, in a few words. */
export function flagsOf({ isOutside, halves, lastUsedAt }: CrossingRow): string[] {
  return [
    isOutside ? 'outside' : null,
    HALF[halves],
    isOutside && lastUsedAt === null ? 'role never used' : null,
  ].filter((flag) => flag !== null);
}

export type AccountGroup = {
  accountId: string;
  accountName: string;
  isProduction: boolean;
  rows: CrossingRow[];
};

/** Rows under the account they land in; accounts in the order of their first row. */
export function groupByAccount(rows: readonly CrossingRow[]): AccountGroup[] {
  const groups = new Map<string, AccountGroup>();
  for (const row of rows) {
    const { accountId, accountName, isProduction } = row.role;
    const group = groups.get(accountId) ?? {
      accountId,
      accountName,
      isProduction,
      rows: [],
    };
    group.rows.push(row);
    groups.set(accountId, group);
  }
  return [...groups.values()];
}

export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
