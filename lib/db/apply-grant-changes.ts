import type { ActivityEntry, GrantChange } from '@/lib/ports';
import { appendActivities } from './append-activity';
import type { PrismaClient } from './client';
import type { Prisma } from './generated/client';
import { columnsOfTo } from './grant-rows';
import { isUniqueViolation } from './is-unique-violation';

type Transaction = Prisma.TransactionClient;

/** Thrown to roll the transaction back: a row is no longer what the change was made for. */
const STALE = Symbol('stale');

/** An import holds thousands of changes. */
const TRANSACTION = { timeout: 120_000, maxWait: 20_000 };

/**
 * All changes of one workspace and their entries in the log, or nothing. The log comes last: all
 * credentials of the workspace wait for its chain.
 */
export async function applyGrantChanges(
  prisma: PrismaClient,
  changes: { change: GrantChange; entry: ActivityEntry }[],
): Promise<boolean> {
  try {
    await prisma.$transaction(async (transaction) => {
      for (const { change } of changes)
        if (!(await make(transaction, change))) throw STALE;
      await appendActivities(
        transaction,
        changes.map(({ entry }) => entry),
      );
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
    data: { ...dataOf(change), version: version + 1 },
  });
  return count === 1;
}

/** Whether the groups that a change names are there, and stay until it is written. */
async function holdsGroups(
  transaction: Transaction,
  change: GrantChange,
): Promise<boolean> {
  const ids = groupsOf(change);
  if (ids.length === 0) return true;
  const rows = await transaction.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "PersonGroup" WHERE "id" = ANY(${ids}) FOR KEY SHARE`;
  return rows.length === ids.length;
}

function groupsOf(change: GrantChange): string[] {
  if (change.kind === 'end' || change.kind === 'restore') return [];
  const { approverGroupId } = change.kind === 'add' ? change.grant : change.terms;
  const { groupId } =
    change.kind === 'add' ? columnsOfTo(change.grant.to) : { groupId: null };
  return [...new Set([groupId, approverGroupId].filter((id) => id !== null))];
}

function dataOf(change: Exclude<GrantChange, { kind: 'add' }>) {
  if (change.kind === 'change') return change.terms;
  return change.kind === 'end'
    ? { endedAt: change.at, endedByName: change.byName }
    : { endedAt: null, endedByName: null };
}
