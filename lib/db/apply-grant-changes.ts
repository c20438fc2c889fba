import type { GrantChange, GrantWrite } from '@/lib/ports';
import { appendActivities } from './append-activity';
import type { PrismaClient } from './client';
import type { Prisma } from './generated/client';
import { columnsOfTo } from './grant-rows';
import { isUniqueViolation } from './is-unique-violation';
import { putTellings } from './put-notice';

type Transaction = Prisma.TransactionClient;

/** Thrown to roll the transaction back: a row is no longer what the change was made for. */
const STALE = Symbol('stale');

/** An import holds thousands of changes. */
const TRANSACTION = { timeout: 120_000, maxWait: 20_000 };

/**
 * All changes of one workspace, what is told of them and their entries in the log, or nothing.
 * The log comes last: all credentials of the workspace wait for its chain.
 */
export async function applyGrantChanges(
  prisma: PrismaClient,
  writes: readonly GrantWrite[],
): Promise<boolean> {
  try {
    await prisma.$transaction(async (transaction) => {
      for (const { change } of writes)
        if (!(await make(transaction, change))) throw STALE;
      const entries = writes.map(({ entry }) => entry);
      const [first] = entries;
      if (!first) return;
      const tellings = writes.flatMap(({ telling }) => telling ?? []);
      await putTellings(transaction, first.workspaceId, tellings);
      await appendActivities(transaction, entries);
    }, TRANSACTION);
    return true;
  } catch (error) {
    if (error === STALE || isUniqueViolation(error)) return false;
    throw error;
  }
}

async function make(transaction: Transaction, change: GrantChange): Promise<boolean> {
  if (!(await holdsGroups(transaction, change))) return false;
  if (change.kind === 'add') {
    const { to, ...grant } = change.grant;
    await transaction.roleGrant.create({ data: { ...grant, ...columnsOfTo(to) } });
    return true;
  }
  const { id, version } = change;
  const isOpen = change.kind === 'restore' ? { not: null } : null;
  const { count } = await transaction.roleGrant.updateMany({
    where: { id, version, endedAt: isOpen },
    data: { ...dataOf(change), version: version + 1, toldAt: null },
  });
  return count === 1;
}

/** Whether the groups that a change names are there, and stay until it is written. */
async function holdsGroups(
  transaction: Transaction,
  change: GrantChange,
): Promise<boolean> {
  const named = await groupsOf(transaction, change);
  const ids = [...new Set(named.filter((id) => id !== null))];
  if (ids.length === 0) return true;
  const rows = await transaction.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "PersonGroup" WHERE "id" = ANY(${ids}) FOR KEY SHARE`;
  return rows.length === ids.length;
}

async function groupsOf(
  transaction: Transaction,
  change: GrantChange,
): Promise<(string | null)[]> {
  if (change.kind === 'end') return [];
  if (change.kind === 'change') return [change.terms.approverGroupId];
  if (change.kind === 'add')
    return [columnsOfTo(change.grant.to).groupId, change.grant.approverGroupId];
  const row = await transaction.roleGrant.findUnique({
    where: { id: change.id },
    select: { toKind: true, groupId: true, approverGroupId: true },
  });
  if (!row) return [];
  // The column of a group that was removed since is empty.
  return [row.toKind === 'group' ? (row.groupId ?? '') : null, row.approverGroupId];
}

function dataOf(change: Exclude<GrantChange, { kind: 'add' }>) {
  if (change.kind === 'change') return change.terms;
  return change.kind === 'end'
    ? { endedAt: change.at, endedByName: change.byName }
    : { endedAt: null, endedByName: null };
}
