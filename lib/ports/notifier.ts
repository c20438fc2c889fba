import type { UserId, WorkspaceId } from '@/lib/core/ids';

/** A page of the console, from its origin on: `/plans/…`. */
type Page = `/${string}`;

/** Access that a person asked for. */
type RequestOf = {
  requestId: string;
  personName: string;
  /** Each as people say it: `deploy in Data`. */
  places: string[];
  page: Page;
};

/**
 * Something that people want to be told of. Plain data, kept in the database until it is sent:
 * times are ISO 8601 in UTC, and nothing in it is secret.
 */
export type Notice =
  | (RequestOf & {
      event: 'request-made';
      reason: string;
      ticket: string | null;
      durationSeconds: number;
    })
  | (RequestOf & {
      event: 'request-decided';
      isApproved: boolean;
      deciderName: string;
      comment: string | null;
    })
  | (RequestOf & {
      event: 'request-ended';
      /** Before its time, taken back before it began, or by time alone. */
      how: 'ended' | 'cancelled' | 'undecided' | 'unused' | 'ran-out';
      /** Null where its time came, and nobody did it. */
      byName: string | null;
    })
  | (RequestOf & { event: 'break-glass-used'; reason: string; durationSeconds: number })
  | (RequestOf & { event: 'break-glass-reviewed'; byName: string; comment: string })
  | {
      event: 'access-ends-soon';
      /** What the plan is called. */
      title: string;
      endsAt: string;
      /** Titles of the plans that go along with its role; absent where none does. */
      along?: string[];
      page: Page;
    }
  | {
      event: 'proof-turned-red';
      planId: string;
      title: string;
      /** What the proof says: which check failed, and how. */
      sentence: string;
      page: Page;
    }
  | {
      event: 'session-revoked';
      revocationId: string;
      byName: string;
      /** `the session db-mei-k3jx7q2a of deploy` */
      what: string;
      /** What showed that the denial works, and how far. */
      sentence: string;
      page: Page;
    }
  | {
      event: 'grant-given' | 'grant-changed' | 'grant-ends-soon' | 'grant-ended';
      /** `deploy in Data` */
      role: string;
      /** `Mei`, `the group Platform` or `everybody` */
      toName: string;
      /** What it allows, in words: `for up to 1 h, until …`. */
      words: string;
      /** Null where its time came, and nobody did it. */
      byName: string | null;
      page: Page;
    }
  | {
      event: 'password-set';
      /** Who made the link by which it was set; null where its person knew the old one. */
      linkByName: string | null;
      page: Page;
    }
  | { event: 'passkey-added'; name: string; page: Page }
  | { event: 'test'; byName: string; page: Page };

export type NoticeEvent = Notice['event'];

/** What is told of one happening, to be written with what happened. */
export type Telling = {
  notice: Notice;
  /** Says which happening it is: told again, it is sent once. */
  key: string;
  /** Whom it is about: each is mailed too, unless they turned that off. */
  people: readonly UserId[];
};

/** Tells people of what happened, by the targets that their workspace chose. */
export type Notifier = {
  /**
   * Puts the notice into the outbox of every target that wants it: durable when it resolves,
   * sent later by a job. It rejects only where the database does; tell before the last write of
   * what happened, so that a run that is resumed tells again.
   *
   * @param key says which happening it is (`revocation <id>`): told again, it is sent once.
   * @param people whom it is about: each is mailed too, unless they turned that off
   */
  tell(
    workspaceId: WorkspaceId,
    notice: Notice,
    key: string,
    people?: readonly UserId[],
  ): Promise<void>;
  /** Has sent what was written with what happened. It never rejects: a job looks by itself. */
  send(): Promise<void>;
};

/** Keeps text that nobody is shown again; only with the installation's key can it be read. */
export type Sealer = {
  seal(purpose: string, text: string): string;
  /** Null when it was sealed for something else, or with another key. */
  open(purpose: string, sealed: string): string | null;
};
