import type { AppError } from '@/lib/core/errors';
import type { WorkspaceId } from '@/lib/core/ids';
import type { Result } from '@/lib/core/result';

/** An exercise of the practice accounts, as it stands now. */
export type PracticeExercise = {
  id: string;
  title: string;
  accountId: string;
  accountName: string;
  /** ARN of what is wrong or missing. */
  subject: string;
  /** Whether the subject is a role that exists now. */
  hasRole: boolean;
  story: string;
  goal: string;
  hints: string[];
  readMore: string;
  checks: { says: string; holds: boolean }[];
  isSolved: boolean;
};

export type PracticeKeys = {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expiresAt: Date;
};

/** The practice accounts of a workspace, from the side of whoever runs them. */
export type PracticeWorlds = {
  /** Where AWS clients reach them. */
  url: string;
  exercises(workspaceId: WorkspaceId): Promise<Result<PracticeExercise[], AppError>>;
  /** Temporary keys of the administrator that every account has. */
  administratorKeys(
    workspaceId: WorkspaceId,
    accountId: string,
    durationSeconds: number,
  ): Promise<Result<PracticeKeys, AppError>>;
  /** A token of one of the world's issuers, signed by the world. */
  mintToken(
    workspaceId: WorkspaceId,
    wanted: { issuer: string; claims: Record<string, unknown> },
  ): Promise<Result<string, AppError>>;
  /** Puts the seed back. Every key and session ends. */
  reset(workspaceId: WorkspaceId): Promise<Result<null, AppError>>;
};
