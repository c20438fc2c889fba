import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { EndedSignIns, PasswordStore, StoredPasswordLink } from '@/lib/ports';
import { appendActivity, LOGGED_TRANSACTION } from './append-activity';
import type { PrismaClient } from './client';
import type { Prisma } from './generated/client';
import type { PasswordLinkModel } from './generated/models';
import { putPersonalNotice } from './put-notice';

type Transaction = Prisma.TransactionClient;

const linkOf = ({ secretHash: _, ...row }: PasswordLinkModel): StoredPasswordLink => ({
  ...row,
  userId: row.userId as UserId, // the brands were checked on the way in
  workspaceId: row.workspaceId as WorkspaceId,
  createdById: row.createdById as UserId | null,
});

/** People's passwords, and links for new ones as the hashes of their secrets. */
export function createPasswordStore(prisma: PrismaClient): PasswordStore {
  return {
    putLink: (link, entry) =>
      prisma.$transaction(async (transaction) => {
        if (!(await mayReset(transaction, link))) return false;
        await transaction.passwordLink.upsert({
          where: { userId: link.userId },
          create: link,
          update: link,
          select: { userId: true },
        });
        await appendActivity(transaction, entry);
        return true;
      }, LOGGED_TRANSACTION),

    async findLink(secretHash, now) {
      const row = await prisma.passwordLink.findFirst({
        where: { secretHash, expiresAt: { gt: now } },
        include: { user: { select: { name: true, email: true } } },
      });
      if (!row || !(await mayReset(prisma, row))) return null;
      const { user, ...link } = row;
      return { ...linkOf(link), ...user };
    },

    reset: (...how) => reset(prisma, ...how),
    change: (...how) => change(prisma, ...how),

    async isStill(userId, passwordHash) {
      const rows = await prisma.$queryRaw<{ password: string | null }[]>`
        SELECT "password" FROM "AuthAccount"
         WHERE "userId" = ${userId} AND "providerId" = 'credential' FOR SHARE`;
      return rows.some(({ password }) => password === passwordHash);
    },
  };
}

/** Waits for a removal or a new role that is under way, of the person or of whoever makes it. */
async function mayReset(
  reader: Pick<Transaction, '$queryRaw'>,
  { userId, createdById }: { userId: string; createdById: string | null },
): Promise<boolean> {
  const rows = await reader.$queryRaw<
    { userId: string; workspaceId: string; role: string }[]
  >`
    SELECT "userId", "workspaceId", "role" FROM "Membership"
     WHERE "userId" IN (${userId}, ${createdById}::text)
     ORDER BY "workspaceId", "userId" FOR SHARE`;
  const theirs = rows.filter((row) => row.userId === userId);
  const isIn = (workspaceId: string) =>
    rows.some(
      (row) =>
        row.workspaceId === workspaceId &&
        row.userId === createdById &&
        row.role === 'admin',
    );
  return (
    theirs.length > 0 &&
    (createdById === null || theirs.every(({ workspaceId }) => isIn(workspaceId)))
  );
}

type Tell = Parameters<PasswordStore['reset']>[3];

/** The link is deleted first: of two that come at once, the second finds none. */
const reset = (
  prisma: PrismaClient,
  secretHash: string,
  passwordHash: string,
  now: Date,
  tell: Tell,
): Promise<boolean> =>
  prisma.$transaction(async (transaction) => {
    const [link] = await transaction.$queryRaw<PasswordLinkModel[]>`
      DELETE FROM "PasswordLink" WHERE "secretHash" = ${secretHash} AND "expiresAt" > ${now}
      RETURNING *`;
    if (!link || !(await mayReset(transaction, link))) return false;
    const { userId, workspaceId } = linkOf(link);
    const { count } = await transaction.authAccount.updateMany({
      where: { userId, providerId: 'credential' },
      data: { password: passwordHash },
    });
    if (count !== 1) throw new Error(`${userId} signs in by no password.`);
    // Somebody else may have added one: who forgot the password signs in by the new one.
    const passkeys = await transaction.passkey.deleteMany({ where: { userId } });
    const ended = await endSignIns(transaction, userId, []);
    await say(
      transaction,
      { userId, workspaceId },
      tell({ ...ended, passkeys: passkeys.count }),
    );
    return true;
  }, LOGGED_TRANSACTION);

const change = (
  prisma: PrismaClient,
  { userId, workspaceId, sessionId, insteadOf }: Parameters<PasswordStore['change']>[0],
  { from, to }: { from: string; to: string },
  tell: Tell,
): Promise<boolean> =>
  prisma.$transaction(async (transaction) => {
    const { count } = await transaction.authAccount.updateMany({
      where: { userId, providerId: 'credential', password: from },
      data: { password: to },
    });
    const end = count === 1 ? insteadOf : sessionId;
    await transaction.session.deleteMany({ where: { id: end, userId } });
    if (count !== 1) return false;
    const ended = await endSignIns(transaction, userId, [sessionId]);
    await say(transaction, { userId, workspaceId }, tell({ ...ended, passkeys: 0 }));
    return true;
  }, LOGGED_TRANSACTION);

/** All by which somebody goes on as this person, but for the sessions that are kept. */
async function endSignIns(
  transaction: Transaction,
  userId: UserId,
  kept: string[],
): Promise<Omit<EndedSignIns, 'passkeys'>> {
  const where = { userId };
  const sessions = await transaction.session.deleteMany({
    where: { userId, id: { notIn: kept } },
  });
  // The codes first: that waits for a token that is being made of one.
  await transaction.cliCode.deleteMany({ where });
  await transaction.deviceSignIn.deleteMany({ where });
  const tokens = await transaction.token.deleteMany({ where });
  await transaction.passwordLink.deleteMany({ where });
  // What was confirmed by the old password counts no more.
  await transaction.user.update({
    where: { id: userId },
    data: { steppedUpAt: null },
    select: { id: true },
  });
  return { sessions: sessions.count, tokens: tokens.count };
}

/** The log comes last: others wait for its chain. */
async function say(
  transaction: Transaction,
  { userId, workspaceId }: { userId: UserId; workspaceId: WorkspaceId },
  { entry, notice, key }: ReturnType<Tell>,
): Promise<void> {
  await putPersonalNotice(transaction, workspaceId, notice, key, [userId]);
  await appendActivity(transaction, entry);
}
