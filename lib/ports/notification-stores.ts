import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { Result } from '@/lib/core/result';
import type { Notice, NoticeEvent } from './notifier';

export type MailSettings = {
  kind: 'email';
  host: string;
  port: number;
  /** TLS from the first byte; else by STARTTLS. */
  isTls: boolean;
  /** Null where the mail server asks for no password. */
  user: string | null;
  from: string;
  to: string[];
};

type WebhookSettings = {
  kind: 'webhook';
  /** Its host alone: the rest of an address is often the secret of it. */
  host: string;
};

/** Somebody, or something, that is told of what happens in a workspace. */
export type StoredTarget = {
  id: string;
  workspaceId: WorkspaceId;
  name: string;
  settings: MailSettings | WebhookSettings;
  /** The parts that nobody is shown again, sealed. */
  sealed: string;
  events: NoticeEvent[];
  createdByName: string;
  createdAt: Date;
};

type DeliveryState = 'waiting' | 'sent' | 'given-up';

/** One notice for one target. */
export type StoredDelivery = {
  id: string;
  workspaceId: WorkspaceId;
  targetId: string;
  /** Whom the target's mail server mails alone; null for the target's own recipients. */
  to: { name: string; email: string } | null;
  notice: Notice;
  state: DeliveryState;
  /** Tries so far. */
  attempts: number;
  nextAt: Date;
  /** Why the newest try failed. */
  detail: string | null;
  createdAt: Date;
  sentAt: Date | null;
};

export type TargetStore = {
  list(workspaceId: WorkspaceId): Promise<StoredTarget[]>;
  find(workspaceId: WorkspaceId, id: string): Promise<StoredTarget | null>;
  add(target: StoredTarget): Promise<void>;
  setEvents(
    workspaceId: WorkspaceId,
    id: string,
    events: NoticeEvent[],
  ): Promise<boolean>;
  /** With everything that it was, or was still to be, told of. */
  remove(workspaceId: WorkspaceId, id: string): Promise<boolean>;
};

/** What is to be sent: on the disk before whoever caused it has their answer. */
export type OutboxStore = {
  /**
   * A row for every target that wants the event, or for the one that is named. What a target
   * has under the same key already is left alone. Tells how many were added.
   */
  put(
    workspaceId: WorkspaceId,
    notice: Notice,
    key: string,
    targetId?: string,
  ): Promise<number>;
  /**
   * A mail to each of these people of the workspace who wants any, by its first mail server;
   * none where it has no mail server. Tells how many were added.
   */
  putPersonal(
    workspaceId: WorkspaceId,
    notice: Notice,
    key: string,
    people: readonly UserId[],
  ): Promise<number>;
  wantsMail(userId: UserId): Promise<boolean>;
  setWantsMail(userId: UserId, wants: boolean): Promise<void>;
  /** The newest first. */
  list(workspaceId: WorkspaceId, limit: number): Promise<StoredDelivery[]>;
  /** Due rows, held for so long that no other process sends them meanwhile. */
  claim(limit: number, holdSeconds: number): Promise<StoredDelivery[]>;
  markSent(id: string): Promise<void>;
  /** Tried in vain: again after so many seconds, or never when null. */
  markFailed(id: string, detail: string, retryAfterSeconds: number | null): Promise<void>;
  /** Sends it once more; false when it is not finished, or not there. */
  replay(workspaceId: WorkspaceId, id: string): Promise<boolean>;
  /** Forgets what was finished so many days ago. */
  prune(days: number): Promise<void>;
};

/** A mail to one person, which may hold what only they shall read. It is kept nowhere. */
type PersonalMail = { to: string; subject: string; text: string; id: string };

/** Takes notices to where they go. */
export type Courier = {
  /** By the mail server of a target; fails as `deliver` does. */
  mail(target: StoredTarget, mail: PersonalMail): Promise<Result<null, string>>;
  /** Fails with a sentence for whoever looks after the target; no secret is in it. */
  deliver(target: StoredTarget, delivery: StoredDelivery): Promise<Result<null, string>>;
};
