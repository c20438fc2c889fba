import type { AdminStepUp } from '@/lib/core/admin-step-up';
import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { StepUp } from '@/lib/core/step-up';
import type { Actor } from './actor';

export type StepUpMethod = 'password' | 'passkey';

/** Bound to one session and one thing to do; usable once. */
type OpenConfirmation = { hash: string; subject: string; endsAt: Date };

export type StepUpStore = {
  /**
   * What the workspace asks for at least, and when the person last confirmed: in this session,
   * or, for a program, in any.
   */
  stateOf(
    actor: Pick<Actor, 'workspaceId' | 'userId' | 'sessionId'>,
  ): Promise<{ floor: StepUp; lastAt: Date | null }>;
  /**
   * What the workspace asks of those who administer, and when the person last signed in to this
   * session or confirmed in it; for a program, when they confirmed in any.
   */
  freshnessOf(
    actor: Pick<Actor, 'workspaceId' | 'userId' | 'sessionId'>,
  ): Promise<{ asks: AdminStepUp; lastAt: Date | null }>;
  setAdminStepUp(workspaceId: WorkspaceId, asks: AdminStepUp): Promise<void>;
  /** Marks the session, and ends the one that it takes the place of. */
  note(stepped: {
    userId: UserId;
    sessionId: string;
    insteadOf: string;
    at: Date;
    by: StepUpMethod;
    confirmation: OpenConfirmation;
  }): Promise<void>;
  /** Uses the session's confirmation up, in one statement; false when it is not for this. */
  redeem(sessionId: string, hash: string, subject: string, now: Date): Promise<boolean>;
  setFloor(workspaceId: WorkspaceId, floor: StepUp): Promise<void>;
};
