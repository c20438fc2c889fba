import { isAlwaysMailed } from '@/lib/core/always-mailed';
import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { Notice, Telling } from '@/lib/ports';
import type { Prisma } from './generated/client';
import { storableJson } from './storable-text';

/** The database, or a transaction whose part the rows are to be. */
type Writer = Pick<Prisma.TransactionClient, '$executeRaw'>;

/** A row for every target that wants the event, or for the one that is named. */
export function putNotice(
  writer: Writer,
  workspaceId: WorkspaceId,
  notice: Notice,
  key: string,
  targetId: string | null = null,
): Promise<number> {
  const body = JSON.stringify(storableJson(notice));
  return writer.$executeRaw`
    INSERT INTO "NotificationDelivery"
           ("id", "workspaceId", "targetId", "key", "notice", "state", "nextAt", "createdAt")
    SELECT gen_random_uuid()::text, "workspaceId", "id", ${key}, ${body}::jsonb,
           'waiting', now(), now()
      FROM "NotificationTarget"
     WHERE "workspaceId" = ${workspaceId}
       AND CASE WHEN ${targetId}::text IS NULL
                THEN ${notice.event} = ANY ("events")
                ELSE "id" = ${targetId} END
    ON CONFLICT ("targetId", "key") DO NOTHING`;
}

/** A mail to each of these people, by the workspace's first mail server. */
export function putPersonalNotice(
  writer: Writer,
  workspaceId: WorkspaceId,
  notice: Notice,
  key: string,
  people: readonly UserId[],
): Promise<number> {
  const body = JSON.stringify(storableJson(notice));
  return writer.$executeRaw`
    INSERT INTO "NotificationDelivery"
           ("id", "workspaceId", "targetId", "personId", "key", "notice", "state",
            "nextAt", "createdAt")
    SELECT gen_random_uuid()::text, t."workspaceId", t."id", u."id",
           ${key} || ' for ' || u."id", ${body}::jsonb, 'waiting', now(), now()
      FROM (SELECT "id", "workspaceId" FROM "NotificationTarget"
             WHERE "workspaceId" = ${workspaceId} AND "settings"->>'kind' = 'email'
             ORDER BY "createdAt", "id" LIMIT 1) t
      JOIN "Membership" m ON m."workspaceId" = t."workspaceId"
      JOIN "User" u ON u."id" = m."userId"
     WHERE u."id" = ANY (${[...people]})
       AND (u."wantsMail" OR ${isAlwaysMailed(notice.event)})
    ON CONFLICT ("targetId", "key") DO NOTHING`;
}

/** Writes what is told of a workspace as a part of a transaction; nothing where nobody is told. */
export async function putTellings(
  transaction: Prisma.TransactionClient,
  workspaceId: WorkspaceId,
  tellings: readonly Telling[],
): Promise<void> {
  if (tellings.length === 0) return;
  const targetsTotal = await transaction.notificationTarget.count({
    where: { workspaceId },
  });
  if (targetsTotal === 0) return;
  for (const { notice, key, people } of tellings) {
    await putNotice(transaction, workspaceId, notice, key);
    if (people.length > 0)
      await putPersonalNotice(transaction, workspaceId, notice, key, people);
  }
}
