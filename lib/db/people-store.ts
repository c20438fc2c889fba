import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { Actor, MemberRole, PeopleStore, SignedIn } from '@/lib/ports';
import type { PrismaClient } from './client';
import { Prisma } from './generated/client';
import { handleCandidate } from './handle-candidate';
import { isUniqueViolation } from './is-unique-violation';

const HANDLE_TRIES = 10_000;

async function findHandle(prisma: PrismaClient, userId: string): Promise<string | null> {
  const user = await prisma.user.findUniqueOrThrow({
    where: { id: userId },
    select: { handle: true },
  });
  return user.handle;
}

/** True when the person has a handle afterwards; false when somebody else has this one. */
async function claimHandle(
  prisma: PrismaClient,
  userId: string,
  handle: string,
): Promise<boolean> {
  try {
    await prisma.user.updateMany({
      where: { id: userId, handle: null },
      data: { handle },
    });
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

async function ensureHandle(
  prisma: PrismaClient,
  userId: string,
  proposal: string,
): Promise<string> {
  for (let number = 1; number < HANDLE_TRIES; number += 1) {
    const handle = await findHandle(prisma, userId);
    if (handle) return handle;
    await claimHandle(prisma, userId, handleCandidate(proposal, number));
  }
  throw new Error(`No handle is left for ${proposal}.`);
}

type Found<Who> = Who & { isSeen: boolean };

/** What a person is in a workspace of theirs. */
const ACTOR = Prisma.sql`
  u."id" AS "userId", u."handle", u."name", u."email",
  w."id" AS "workspaceId", w."name" AS "workspaceName", w."kind" AS "workspaceKind", m."role",
  COALESCE(m."lastSeenAt" > now() - interval '5 minutes', false) AS "isSeen"`;
const WORKSPACES = Prisma.sql`
  JOIN "Membership" m ON m."userId" = u."id"
  JOIN "Workspace" w ON w."id" = m."workspaceId"`;
const CURRENT_FIRST = Prisma.sql`
  ORDER BY m."workspaceId" = u."currentWorkspaceId" DESC NULLS LAST, m."createdAt"`;

/** The person in one of their workspaces, or in their current one when none is named. */
async function findActor(
  prisma: PrismaClient,
  userId: UserId,
  workspaceId: WorkspaceId | null = null,
): Promise<Actor | null> {
  const [found] = await prisma.$queryRaw<Found<Actor>[]>`
    SELECT ${ACTOR} FROM "User" u ${WORKSPACES}
     WHERE u."id" = ${userId} AND u."handle" IS NOT NULL
       AND (${workspaceId}::text IS NULL OR w."id" = ${workspaceId})
    ${CURRENT_FIRST} LIMIT 1`;
  // Who is asked for in their current workspace is the person who asks.
  return workspaceId === null ? seen(prisma, found) : withoutSeen(found);
}

/** One statement: each page and each call begins with it. A row for each workspace of theirs. */
async function findSignedIn(
  prisma: PrismaClient,
  tokenHash: string,
): Promise<SignedIn | null> {
  const rows = await prisma.$queryRaw<Found<Omit<SignedIn, 'workspaces'>>[]>`
    SELECT ${ACTOR}, s."id" AS "sessionId", s."expiresAt" AS "signInEndsAt"
      FROM "Session" s JOIN "User" u ON u."id" = s."userId" ${WORKSPACES}
     WHERE s."token" = ${tokenHash} AND s."expiresAt" > now() AND u."handle" IS NOT NULL
    ${CURRENT_FIRST}`;
  const [found] = rows;
  if (!found)
    await prisma.$executeRaw`
      DELETE FROM "Session" WHERE "token" = ${tokenHash} AND "expiresAt" <= now()`;
  const actor = await seen(prisma, found);
  return actor && { ...actor, workspaces: rows.map(workspaceOf).sort(byName) };
}

const workspaceOf = ({
  workspaceId: id,
  workspaceName: name,
  workspaceKind: kind,
}: Actor) => ({
  id,
  name,
  kind,
});

const byName = (a: { name: string }, b: { name: string }): number =>
  a.name.localeCompare(b.name);

function withoutSeen<Who>(found: Found<Who> | undefined): Who | null {
  if (!found) return null;
  const { isSeen: _, ...who } = found;
  return who as unknown as Who; // what was added is left out again
}

async function seen<Who extends Actor>(
  prisma: PrismaClient,
  found: Found<Who> | undefined,
): Promise<Who | null> {
  if (found && !found.isSeen) await noteSeen(prisma, found);
  return withoutSeen(found);
}

async function findByEmail(prisma: PrismaClient, email: string): Promise<Actor | null> {
  const oldest = await prisma.membership.findFirst({
    where: { user: { email: email.toLowerCase() } },
    select: { userId: true, workspaceId: true },
    orderBy: [{ createdAt: 'asc' }, { workspaceId: 'asc' }],
  });
  if (!oldest) return null;
  const { userId, workspaceId } = oldest;
  // The brands were checked on the way in.
  return findActor(prisma, userId as UserId, workspaceId as WorkspaceId);
}

/** Pages ask often; five minutes are exact enough for "last seen". */
async function noteSeen(
  prisma: PrismaClient,
  { workspaceId, userId }: Pick<Actor, 'workspaceId' | 'userId'>,
): Promise<void> {
  await prisma.$executeRaw`
    UPDATE "Membership" SET "lastSeenAt" = now()
     WHERE "workspaceId" = ${workspaceId} AND "userId" = ${userId}
       AND ("lastSeenAt" IS NULL OR "lastSeenAt" < now() - interval '5 minutes')`;
}

async function addMember(
  prisma: PrismaClient,
  workspaceId: string,
  userId: string,
  role: MemberRole,
): Promise<void> {
  await prisma.$transaction([
    prisma.membership.upsert({
      where: { workspaceId_userId: { workspaceId, userId } },
      create: { workspaceId, userId, role },
      update: { role },
      select: { userId: true },
    }),
    prisma.user.updateMany({
      where: { id: userId, currentWorkspaceId: null },
      data: { currentWorkspaceId: workspaceId },
    }),
  ]);
}

async function switchWorkspace(
  prisma: PrismaClient,
  userId: UserId,
  workspaceId: WorkspaceId,
): Promise<boolean> {
  const { count } = await prisma.user.updateMany({
    where: { id: userId, memberships: { some: { workspaceId } } },
    data: { currentWorkspaceId: workspaceId },
  });
  return count === 1;
}

const removeUnjoined = (prisma: PrismaClient, userId: UserId): Promise<void> =>
  prisma.$transaction(async (transaction) => {
    // Joining locks this row: it is done by now, or waits and finds nobody.
    await transaction.$queryRaw`SELECT 1 FROM "User" WHERE "id" = ${userId} FOR UPDATE`;
    // A statement of its own, to see who joined while the lock was waited for.
    await transaction.user.deleteMany({
      where: { id: userId, memberships: { none: {} } },
    });
  });

/** People as members of workspaces. The first workspace of a person is their current one. */
export function createPeopleStore(prisma: PrismaClient): PeopleStore {
  return {
    async countAdministrators() {
      return prisma.user.count({ where: { memberships: { some: { role: 'admin' } } } });
    },

    addMember: (workspaceId, userId, role) =>
      addMember(prisma, workspaceId, userId, role),

    removeUnjoined: (userId) => removeUnjoined(prisma, userId),

    async listMembers(workspaceId) {
      const rows = await prisma.membership.findMany({
        where: { workspaceId },
        select: { userId: true, role: true },
        orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }],
      });
      return rows.map(({ userId, role }) => ({
        userId: userId as UserId, // the brand was checked on the way in
        role: role as MemberRole, // written from this type
      }));
    },

    async listPeople(workspaceId) {
      const rows = await prisma.membership.findMany({
        where: { workspaceId, user: { handle: { not: null } } },
        select: { role: true, user: true },
        orderBy: [{ user: { name: 'asc' } }, { userId: 'asc' }],
      });
      return rows.map(({ role, user: { id, name, email, handle } }) => ({
        userId: id as UserId, // the brand was checked on the way in
        role: role as MemberRole, // written from this type
        name,
        email,
        handle: handle ?? '',
      }));
    },

    ensureHandle: (userId, proposal) => ensureHandle(prisma, userId, proposal),
    findActor: (userId) => findActor(prisma, userId),
    findSignedIn: (tokenHash) => findSignedIn(prisma, tokenHash),
    findByEmail: (email) => findByEmail(prisma, email),
    findActorIn: (workspaceId, userId) => findActor(prisma, userId, workspaceId),
    switchWorkspace: (userId, workspaceId) =>
      switchWorkspace(prisma, userId, workspaceId),
  };
}
