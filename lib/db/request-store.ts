import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type {
  RequestChange,
  RequestStore,
  RequestWrite,
  StoredRequest,
  WrittenRequestState,
} from '@/lib/ports';
import { appendActivities, appendActivity, LOGGED_TRANSACTION } from './append-activity';
import type { PrismaClient } from './client';
import { Prisma } from './generated/client';
import type { AccessDecisionModel, AccessRequestModel } from './generated/models';
import { putTellings } from './put-notice';
import { storableText } from './storable-text';

type Row = AccessRequestModel & { decisions: AccessDecisionModel[] };

/** As one statement gives it: JSON has no dates. */
type RowInOne = AccessRequestModel & {
  decisions: (Omit<AccessDecisionModel, 'at'> & { at: string })[];
};

const WITH_DECISIONS = { decisions: { orderBy: { at: 'asc' } } } as const;

const requestOf = ({ decisions, toldAt: _, ...row }: Row): StoredRequest => ({
  ...row,
  workspaceId: row.workspaceId as WorkspaceId, // the brands were checked on the way in
  requesterId: row.requesterId as UserId,
  approverIds: row.approverIds as UserId[],
  state: row.state as WrittenRequestState, // written from this type
  decisions: decisions.map(({ requestId: _request, ...decision }) => ({
    ...decision,
    personId: decision.personId as UserId,
  })),
});

const rowOf = ({ decisions: _, ...row }: StoredRequest) => ({
  ...row,
  reason: storableText(row.reason),
  ticket: storableText(row.ticket),
});

/** By their names: those that another version adds are not asked for. */
const COLUMNS = Prisma.raw(
  Object.values(Prisma.AccessRequestScalarFieldEnum)
    .map((column) => `r."${column}"`)
    .join(', '),
);

/** Requests with their decisions by one statement, the newest first. */
async function readInOne(
  prisma: PrismaClient,
  where: Prisma.Sql,
): Promise<StoredRequest[]> {
  const rows = await prisma.$queryRaw<RowInOne[]>`
    SELECT ${COLUMNS}, COALESCE((SELECT json_agg(d ORDER BY d."at") FROM "AccessDecision" d
                                  WHERE d."requestId" = r."id"), '[]') AS "decisions"
      FROM "AccessRequest" r WHERE ${where} ORDER BY r."createdAt" DESC, r."id"`;
  return rows.map(({ decisions, ...row }) =>
    requestOf({
      ...row,
      approverIds: row.approverIds ?? [], // as Prisma reads a list that nobody wrote
      decisions: decisions.map((one) => ({ ...one, at: new Date(one.at) })),
    }),
  );
}

/**
 * The person's requests that were approved and are not over, by their grant. Time's changes are
 * never written, so a lapsed one still says `approved` and one that ran out `active`.
 */
export async function openRequestsOf(
  prisma: PrismaClient,
  workspaceId: WorkspaceId,
  requesterId: UserId,
  now: Date,
): Promise<Map<string, StoredRequest[]>> {
  const open = await readInOne(
    prisma,
    Prisma.sql`r."workspaceId" = ${workspaceId} AND r."requesterId" = ${requesterId}
      AND (r."state" = 'approved' AND r."lapsesAt" > ${now}
           OR r."state" = 'active' AND r."endsAt" > ${now})`,
  );
  const byGrant = new Map<string, StoredRequest[]>();
  for (const request of open)
    byGrant.set(request.grantId, [...(byGrant.get(request.grantId) ?? []), request]);
  return byGrant;
}

/**
 * Requests for roles. Each event is decided on the row as it stands under its lock, and what is
 * told of it is written with it. The log comes last: all credentials of the workspace wait for
 * its chain.
 */
export function createRequestStore(prisma: PrismaClient): RequestStore {
  return {
    create: (writes) =>
      prisma.$transaction(
        (transaction) => createAll(transaction, writes),
        LOGGED_TRANSACTION,
      ),

    change: (workspaceId, id, decide) =>
      prisma.$transaction(
        (transaction) => changeOne(transaction, workspaceId, id, decide),
        LOGGED_TRANSACTION,
      ),

    async find(workspaceId, id) {
      const row = await findRow(prisma, workspaceId, id);
      return row && requestOf(row);
    },

    list: (workspaceId, whose, limit) =>
      listWhere(prisma, { workspaceId, ...(whose === 'all' ? {} : whose) }, limit),

    listWaiting: (workspaceId, now) =>
      readInOne(
        prisma,
        Prisma.sql`r."workspaceId" = ${workspaceId}
          AND (r."state" = 'pending' AND r."lapsesAt" > ${now}
               OR r."isBreakGlass" AND r."reviewedAt" IS NULL)`,
      ),

    ...runOut(prisma),
  };
}

const runOut = (prisma: PrismaClient): Pick<RequestStore, 'listRunOut' | 'markTold'> => ({
  async listRunOut(after, until, limit) {
    const ended = { gt: after, lte: until };
    const rows = await prisma.accessRequest.findMany({
      where: {
        toldAt: null,
        OR: [
          { state: { in: ['pending', 'approved'] }, lapsesAt: ended },
          { state: 'active', endsAt: ended },
        ],
      },
      include: WITH_DECISIONS,
      orderBy: [{ lapsesAt: 'asc' }, { id: 'asc' }],
      take: limit,
    });
    return rows.map(requestOf);
  },

  async markTold(ids, toldAt) {
    await prisma.accessRequest.updateMany({
      where: { id: { in: [...ids] } },
      data: { toldAt },
    });
  },
});

async function createAll(
  transaction: Prisma.TransactionClient,
  writes: readonly RequestWrite[],
): Promise<void> {
  for (const { request } of writes)
    await transaction.accessRequest.create({
      data: rowOf(request),
      select: { id: true },
    });
  const [first] = writes;
  if (!first) return;
  const tellings = writes.map(({ telling }) => telling);
  await putTellings(transaction, first.request.workspaceId, tellings);
  const entries = writes.map(({ entry }) => entry);
  await appendActivities(transaction, entries);
}

async function changeOne(
  transaction: Prisma.TransactionClient,
  ...[workspaceId, id, decide]: Parameters<RequestStore['change']>
): ReturnType<RequestStore['change']> {
  await transaction.$queryRaw`
    SELECT "id" FROM "AccessRequest"
     WHERE "id" = ${id} AND "workspaceId" = ${workspaceId} FOR UPDATE`;
  const row = await findRow(transaction, workspaceId, id);
  if (!row) return null;
  const decided = decide(requestOf(row));
  if (!decided.ok) return decided;
  const { telling, entry } = decided.value;
  await write(transaction, id, decided.value);
  await putTellings(transaction, workspaceId, telling ? [telling] : []);
  if (entry) await appendActivity(transaction, entry);
  const after = await findRow(transaction, workspaceId, id);
  return after && { ok: true, value: requestOf(after) };
}

async function listWhere(
  prisma: PrismaClient,
  where: Prisma.AccessRequestWhereInput,
  take?: number,
): Promise<StoredRequest[]> {
  const rows = await prisma.accessRequest.findMany({
    where,
    include: WITH_DECISIONS,
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    ...(take === undefined ? {} : { take }),
  });
  return rows.map(requestOf);
}

type Reader = Pick<PrismaClient, 'accessRequest'>;

const findRow = (reader: Reader, workspaceId: string, id: string): Promise<Row | null> =>
  reader.accessRequest.findFirst({
    where: { id, workspaceId },
    include: WITH_DECISIONS,
  });

async function write(
  transaction: Prisma.TransactionClient,
  id: string,
  { change, decision }: RequestChange,
): Promise<void> {
  const { reviewNote } = change;
  await transaction.accessRequest.update({
    where: { id },
    data: reviewNote ? { ...change, reviewNote: storableText(reviewNote) } : change,
    select: { id: true },
  });
  if (decision)
    await transaction.accessDecision.create({
      data: { requestId: id, ...decision, note: storableText(decision.note) },
      select: { requestId: true },
    });
}
