import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { ActivityEntry } from './activity';
import type { Notice } from './notifier';

/** A link by which one person sets a new password, once. */
export type StoredPasswordLink = {
  userId: UserId;
  /** Whose log tells of it, and whose mail server tells the person. */
  workspaceId: WorkspaceId;
  /** Null where it was made on the console's host. */
  createdById: UserId | null;
  createdByName: string;
  createdAt: Date;
  expiresAt: Date;
};

/** What ended with an old password. */
export type EndedSignIns = { sessions: number; tokens: number; passkeys: number };

/** What is said of a new password: in the log, and to its person by mail. */
type Told = { entry: ActivityEntry; notice: Notice; key: string };
type TellOf = (ended: EndedSignIns) => Told;

/**
 * People's passwords, as hashes, and links for new ones. With an old password end the person's
 * sessions, signed-in computers, sign-ins under way and link, and with a forgotten one their
 * passkeys; all of it, what the log says and the mail are written together.
 */
export type PasswordStore = {
  /**
   * Replaces the person's earlier link. False where whoever makes it does not administer each
   * workspace that the person is in: a new password opens all of them.
   */
  putLink(
    link: StoredPasswordLink & { secretHash: string },
    entry: ActivityEntry,
  ): Promise<boolean>;
  /** Null when it is wrong, used or has run out, or whoever made it may not any more. */
  findLink(
    secretHash: string,
    now: Date,
  ): Promise<(StoredPasswordLink & { name: string; email: string }) | null>;
  /** Uses the link up; false where `findLink` would find none by now. */
  reset(
    secretHash: string,
    passwordHash: string,
    now: Date,
    tell: TellOf,
  ): Promise<boolean>;
  /**
   * Puts `to` in the place of `from`, and leaves one session of the person's, which came instead
   * of another; false, and that one ends too, where the password is another by now.
   */
  change(
    who: {
      userId: UserId;
      workspaceId: WorkspaceId;
      sessionId: string;
      insteadOf: string;
    },
    hashes: { from: string; to: string },
    tell: TellOf,
  ): Promise<boolean>;
  /** Whether this is the person's password still. Waits for a change that is under way. */
  isStill(userId: string, passwordHash: string): Promise<boolean>;
};
