import { randomUUID } from 'node:crypto';
import type { CollectedAccount } from '@/lib/iam/world';
import type { AccountHealth } from '@/lib/inventory/schema';
import type { NewSnapshot } from '@/lib/ports';
import { bulkInsert } from './bulk-insert';
import type { PrismaClient } from './client';
import { type Documents, takeDocuments } from './document-hashes';
import type { Prisma } from './generated/client';
import { bucketRows, countsOf, principalRows } from './inventory-rows';
import { storableText } from './storable-text';

type Transaction = Prisma.TransactionClient;

const HEALTH: Record<NewSnapshot['state'], AccountHealth> = {
  complete: 'ok',
  partial: 'partial',
  failed: 'failing',
};

/** A large account takes a few seconds; Prisma's own limit is five. */
export const LONG_TRANSACTION = { timeout: 120_000, maxWait: 30_000 };

/** In order of hash, so that two accounts with shared documents never wait for each other. */
export async function insertDocuments(
  transaction: Transaction,
  documents: Documents,
): Promise<void> {
  const rows = [...documents]
    .map(([sha256, body]) => ({ sha256, body }))
    .sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  await bulkInsert(transaction, 'Document', rows);
}

async function insertSnapshot(
  transaction: Transaction,
  id: string,
  { account, ...snapshot }: NewSnapshot,
): Promise<void> {
  const documents: Documents = new Map();
  const body = account && JSON.stringify(takeDocuments(account, documents));
  await insertDocuments(transaction, documents);
  await transaction.snapshot.create({
    data: {
      id,
      ...snapshot,
      sentence: snapshot.sentence && storableText(snapshot.sentence),
      rolesTotal: account?.RoleDetailList.length ?? 0,
      body,
      documentHashes: [...documents.keys()],
    },
    select: { id: true },
  });
}

/** The account's partition, or null when a newer reading stands and this one changes nothing. */
async function makeLatest(
  transaction: Transaction,
  snapshotId: string,
  { workspaceId, accountId, takenAt, account, ...snapshot }: NewSnapshot,
): Promise<string | null> {
  const [updated] = await transaction.account.updateManyAndReturn({
    where: {
      workspaceId,
      id: accountId,
      OR: [{ lastReadAt: null }, { lastReadAt: { lte: takenAt } }],
    },
    data: {
      health: HEALTH[snapshot.state],
      healthSentence: snapshot.sentence && storableText(snapshot.sentence),
      missingPermissions: snapshot.missingPermissions,
      ...(account && { snapshotId, lastReadAt: takenAt, ...countsOf(account) }),
    },
    select: { partition: true },
  });
  return updated?.partition ?? null;
}

async function replaceSearchRows(
  transaction: Transaction,
  owner: { workspaceId: string; accountId: string },
  partition: string,
  account: CollectedAccount,
): Promise<void> {
  await transaction.principal.deleteMany({ where: owner });
  await transaction.bucket.deleteMany({ where: owner });
  await bulkInsert(transaction, 'Principal', principalRows(owner, account));
  await bulkInsert(transaction, 'Bucket', bucketRows(owner, partition, account));
}

/**
 * Stores a reading and makes it the account's latest. A reading that failed wholly changes the
 * account's health only: its last usable reading, counts and search rows stay.
 *
 * @throws when the account is not in the workspace.
 */
export async function saveSnapshot(
  prisma: PrismaClient,
  snapshot: NewSnapshot,
): Promise<string> {
  const { workspaceId, accountId, account } = snapshot;
  const id = randomUUID();
  await prisma.$transaction(async (transaction) => {
    await insertSnapshot(transaction, id, snapshot);
    const partition = await makeLatest(transaction, id, snapshot);
    if (account && partition)
      await replaceSearchRows(
        transaction,
        { workspaceId, accountId },
        partition,
        account,
      );
  }, LONG_TRANSACTION);
  return id;
}
