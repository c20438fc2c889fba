import type { AppError } from '@/lib/core/errors';
import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { Result } from '@/lib/core/result';
import type { ActivityEntry } from './activity';
import type { Telling } from './notifier';

/** As it is written; time alone moves a request on as well, which is worked out when it is read. */
export type WrittenRequestState =
  | 'pending'
  | 'approved'
  | 'active'
  | 'denied'
  | 'cancelled'
  | 'ended';

type StoredDecision = {
  personId: UserId;
  personName: string;
  isApproval: boolean;
  note: string;
  at: Date;
};

/** That a person asked for one role. */
export type StoredRequest = {
  id: string;
  /** Requests that were made together. */
  batchId: string;
  workspaceId: WorkspaceId;
  requesterId: UserId;
  requesterName: string;
  grantId: string;
  roleArn: string;
  isBreakGlass: boolean;
  reason: string;
  ticket: string;
  /** How long the role can be taken for, from the first use. */
  durationSeconds: number;
  startsAt: Date;
  approvalsNeeded: number;
  /** Who may decide, fixed when it was asked; never the person who asks. */
  approverIds: UserId[];
  decisions: StoredDecision[];
  state: WrittenRequestState;
  createdAt: Date;
  /** While pending: when it lapses. Once approved: until when it has to be used first. */
  lapsesAt: Date;
  firstUsedAt: Date | null;
  endsAt: Date | null;
  endedAt: Date | null;
  endedByName: string | null;
  /** Of a broken glass, by somebody else. */
  reviewedAt: Date | null;
  reviewedByName: string | null;
  reviewNote: string | null;
};

/** What one event does to a request. */
export type RequestChange = {
  change: Partial<
    Pick<
      StoredRequest,
      | 'state'
      | 'lapsesAt'
      | 'firstUsedAt'
      | 'endsAt'
      | 'endedAt'
      | 'endedByName'
      | 'reviewedAt'
      | 'reviewedByName'
      | 'reviewNote'
    >
  >;
  decision: StoredDecision | null;
};

/** A request as it is asked, what is told of it, and its entry in the log. */
export type RequestWrite = {
  request: StoredRequest;
  telling: Telling;
  entry: ActivityEntry;
};

/** What one event does, what is told of it, and its entry in the log; each where there is one. */
type RequestDecision = RequestChange & {
  telling: Telling | null;
  entry: ActivityEntry | null;
};

export type RequestStore = {
  /** All of them with what is told of them and their entries in the log, or none. */
  create(requests: RequestWrite[]): Promise<void>;
  /**
   * Changes one request under a lock: `decide` sees it as it is now, and what it answers is
   * written whole or not at all. Null when there is no such request.
   */
  change(
    workspaceId: WorkspaceId,
    id: string,
    decide: (request: StoredRequest) => Result<RequestDecision, AppError>,
  ): Promise<Result<StoredRequest, AppError> | null>;
  find(workspaceId: WorkspaceId, id: string): Promise<StoredRequest | null>;
  /** The newest first: those of a person, or all. */
  list(
    workspaceId: WorkspaceId,
    whose: { requesterId: UserId } | 'all',
    limit: number,
  ): Promise<StoredRequest[]>;
  /** Those that are still pending at the moment, and broken glasses without a review. */
  listWaiting(workspaceId: WorkspaceId, now: Date): Promise<StoredRequest[]>;
  /**
   * Those of every workspace that time alone ended, after the one moment and by the other, and
   * that nobody was told of; those that lapsed first come first.
   */
  listRunOut(after: Date, until: Date, limit: number): Promise<StoredRequest[]>;
  markTold(ids: readonly string[], at: Date): Promise<void>;
};
