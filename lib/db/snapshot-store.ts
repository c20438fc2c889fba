import * as z from 'zod';
import type { CollectedAccount, CollectedOrg } from '@/lib/iam/world';
import type { SnapshotStore } from '@/lib/ports';
import type { PrismaClient } from './client';
import { type Documents, putDocumentsBack, takeOrgDocuments } from './document-hashes';
import { Prisma } from './generated/client';
import { insertDocuments, LONG_TRANSACTION, saveSnapshot } from './save-snapshot';
import { trustReadings } from './trust-readings';

const SnapshotState = z.enum(['complete', 'partial', 'failed']);

type DocumentRow = { sha256: string; body: string };
type LatestRow = { id: string; accountId: string; takenAt: Date; body: string };

const mapOf = (rows: DocumentRow[]) =>
  new Map(rows.map(({ sha256, body }) => [sha256, body]));

async function loadLatest(
  prisma: PrismaClient,
  workspaceId: string,
  accountIds?: string[],
): ReturnType<SnapshotStore['loadLatest']> {
  const ofThese = accountIds
    ? Prisma.sql`AND a."id" = ANY (${accountIds})`
    : Prisma.empty;
  const rows = await prisma.$queryRaw<LatestRow[]>`
    SELECT s."id", s."accountId", s."takenAt", s."body"
      FROM "Account" a JOIN "Snapshot" s ON s."id" = a."snapshotId"
     WHERE a."workspaceId" = ${workspaceId} AND s."workspaceId" = ${workspaceId} ${ofThese}
     ORDER BY s."accountId"`;
  const documents = await prisma.$queryRaw<DocumentRow[]>`
    SELECT "sha256", "body" FROM "Document"
     WHERE "sha256" IN (SELECT unnest("documentHashes") FROM "Snapshot"
                         WHERE "id" = ANY (${rows.map((row) => row.id)}))`;
  const back = putDocumentsBack(mapOf(documents));
  return rows.map(({ id, accountId, takenAt, body }) => {
    // The body was written by `save` from this very shape.
    const account = back.account(JSON.parse(body) as CollectedAccount);
    return { snapshotId: id, accountId, takenAt, account };
  });
}

async function saveOrg(
  prisma: PrismaClient,
  workspaceId: string,
  given: CollectedOrg | null,
): Promise<void> {
  const documents: Documents = new Map();
  const org = given && JSON.stringify(takeOrgDocuments(given, documents));
  await prisma.$transaction(async (transaction) => {
    await insertDocuments(transaction, documents);
    await transaction.workspace.update({
      where: { id: workspaceId },
      data: { org },
      select: { id: true },
    });
  }, LONG_TRANSACTION);
}

async function loadOrg(
  prisma: PrismaClient,
  workspaceId: string,
): Promise<CollectedOrg | null> {
  const row = await prisma.workspace.findUnique({
    where: { id: workspaceId },
    select: { org: true },
  });
  if (!row?.org) return null;
  const org = JSON.parse(row.org) as CollectedOrg; // written by `saveOrg` from this shape
  const hashes = Object.values(org.Policies).map(({ Content }) => String(Content));
  const documents = await prisma.$queryRaw<DocumentRow[]>`
    SELECT "sha256", "body" FROM "Document" WHERE "sha256" = ANY (${hashes})`;
  return putDocumentsBack(mapOf(documents)).org(org);
}

/** Readings of accounts. Snapshots and documents are never changed once written. */
export function createSnapshotStore(prisma: PrismaClient): SnapshotStore {
  return {
    save: (snapshot) => saveSnapshot(prisma, snapshot),

    async listOf(workspaceId, accountId, limit) {
      const rows = await prisma.snapshot.findMany({
        where: { workspaceId, accountId },
        select: {
          id: true,
          accountId: true,
          takenAt: true,
          state: true,
          sentence: true,
          rolesTotal: true,
        },
        orderBy: { takenAt: 'desc' },
        take: limit,
      });
      return rows.map((row) => ({ ...row, state: SnapshotState.parse(row.state) }));
    },

    loadLatest: (workspaceId, accountIds) => loadLatest(prisma, workspaceId, accountIds),
    trustReadings: (workspaceId, role, limit) =>
      trustReadings(prisma, workspaceId, role, limit),
    saveOrg: (workspaceId, org) => saveOrg(prisma, workspaceId, org),
    loadOrg: (workspaceId) => loadOrg(prisma, workspaceId),
  };
}
