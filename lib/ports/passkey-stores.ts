import type { UserId } from '@/lib/core/ids';

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
   * Notes that one was used, by the id that the device shows; false where it is gone. Waits for
   * a removal that is under way.
   */
  noteUse(credentialId: string, at: Date): Promise<boolean>;
  /** The one that is gone; null when the person has none of this id. */
  remove(userId: UserId, id: string): Promise<Pick<StoredPasskey, 'name'> | null>;
  /** Clears challenges away that nobody answered in time. */
  clearChallenges(now: Date): Promise<void>;
};
