import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { ActivityEntry } from './activity';
import type { Notice } from './notifier';

/** The public half of a key that stays on a person's device. */
export type StoredPasskey = {
  id: string;
  name: string | null;
  createdAt: Date;
  lastUsedAt: Date | null;
};

/** What people sign in by instead of their passwords; better-auth writes them. */
export type PasskeyStore = {
  /** A person's, newest first. */
  listOf(userId: UserId): Promise<StoredPasskey[]>;
  /**
   * Lets one that a device made open what its person may, with the entry in the log and the mail.
   * False, and it is gone, where the session that added it has ended meanwhile.
   */
  accept(
    who: { userId: UserId; workspaceId: WorkspaceId; sessionId: string },
    made: { credentialId: string; at: Date },
    told: { entry: ActivityEntry; notice: Notice },
  ): Promise<boolean>;
  /** Clears away what was made and never accepted. */
  dropUnaccepted(userId: UserId): Promise<void>;
  /**
   * Notes that one was used, by the id that the device shows; false where it is gone,
   * or was never accepted. Waits for
   * a removal that is under way.
   */
  noteUse(credentialId: string, at: Date): Promise<boolean>;
  /** The one that is gone; null when the person has none of this id. */
  remove(userId: UserId, id: string): Promise<Pick<StoredPasskey, 'name'> | null>;
  /** Clears challenges away that nobody answered in time. */
  clearChallenges(now: Date): Promise<void>;
};
