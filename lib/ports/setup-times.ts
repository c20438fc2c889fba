import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { PlanState } from '@/lib/setup/schema';
import type { CallingPlan, StoredEnd, StoredStep } from './setup-stores';

/** A standing crossing whose proof is due, by the schedule of its workspace. */
export type DueProof = {
  workspaceId: WorkspaceId;
  id: string;
  title: string;
  createdById: UserId;
  roleArn: string;
  everyHours: number;
  /** Null while the plan was given no time yet. */
  dueAt: Date | null;
};

export type ProofScheduleStore = {
  /** Those that were given no time first, then the longest due. All workspaces. */
  listDue(now: Date, limit: number): Promise<DueProof[]>;
  /** Moves the next proof if nobody else has; false when somebody did. */
  move(id: string, from: Date | null, to: Date): Promise<boolean>;
  /** Null for by hand alone. */
  hoursOf(workspaceId: WorkspaceId): Promise<number | null>;
  /** Every crossing is given a new time. */
  setHours(workspaceId: WorkspaceId, hours: number | null): Promise<void>;
};

export type ComingEnd = {
  workspaceId: WorkspaceId;
  id: string;
  title: string;
  endsAt: Date;
};

export type EndStore = {
  /** Ends that are to be looked at, and that nobody has stopped. All workspaces. */
  listDue(now: Date, limit: number): Promise<{ workspaceId: WorkspaceId; id: string }[]>;
  /** Ends between the two that nobody was told of, the next ones first. All workspaces. */
  listUntold(from: Date, until: Date, limit: number): Promise<ComingEnd[]>;
  markTold(planId: string, at: Date): Promise<void>;
  update(planId: string, change: Partial<StoredEnd>): Promise<void>;
  /** Keeps the step of the quarantine, in place of an earlier one. */
  putQuarantine(planId: string, step: StoredStep): Promise<void>;
  /** Ends the removal of a plan and begins that of the one it replaced, in one. */
  handDown(id: string, replacedId: string): Promise<void>;
  /** Plans of a role that are not over. */
  listOnRole(
    workspaceId: WorkspaceId,
    roleArn: string,
  ): Promise<{ id: string; state: PlanState }[]>;
  /** Plans that want a person: halted, refuted, or with an end before that day. */
  listCalling(workspaceId: WorkspaceId, endBefore: Date): Promise<CallingPlan[]>;
  graceDaysOf(workspaceId: WorkspaceId): Promise<number>;
  setGraceDays(workspaceId: WorkspaceId, days: number): Promise<void>;
};
