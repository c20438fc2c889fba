import * as z from 'zod';
import { AccountId, RoleArn } from '@/lib/core/ids';

export const TrailSessionsInput = z.strictObject({
  accountId: AccountId,
  /** Asks CloudTrail anew, whatever is kept. */
  fresh: z.stringbool().default(false),
});
export type TrailSessionsInput = z.infer<typeof TrailSessionsInput>;

/** A session that CloudTrail knows and our own record does not. */
export const TrailSession = z.object({
  /** The same in every account that tells of the session. */
  id: z.string(),
  roleArn: z.string(),
  roleName: z.string(),
  accountId: z.string(),
  accountName: z.string(),
  isProduction: z.boolean(),
  sessionName: z.string(),
  sourceIdentity: z.string().nullable(),
  /** Who took it: an ARN, a service, a name, or no more than an account. */
  caller: z.string(),
  /** Another account tells of its callers by the account alone. */
  isCallerNamed: z.boolean(),
  isByService: z.boolean(),
  /** `AssumeRole`, `AssumeRoleWithSAML`, `AssumeRoleWithWebIdentity`. */
  how: z.string(),
  program: z.string().nullable(),
  sourceIp: z.string().nullable(),
  /** ISO 8601, UTC. */
  takenAt: z.string(),
  endsAt: z.string(),
  state: z.enum(['live', 'ended', 'revoked']),
  /** Why it cannot be revoked from here; null when it can. */
  whyNot: z.string().nullable(),
});
export type TrailSession = z.infer<typeof TrailSession>;

/** What one account's CloudTrail tells. */
export const TrailSessionsView = z.object({
  lookedAt: z.string(),
  /** Where it was asked: STS writes to the trail of the region that was called. */
  regions: z.array(z.string()),
  sessions: z.array(TrailSession),
  /** CloudTrail has older ones that were not read. */
  isMore: z.boolean(),
});
export type TrailSessionsView = z.infer<typeof TrailSessionsView>;

/** The session, or every session of the role, from which others may have been taken. */
export const ChainedInput = z.strictObject({
  roleArn: RoleArn,
  sessionName: z.string().max(64).default(''),
});
export type ChainedInput = z.infer<typeof ChainedInput>;

/** Sessions that were taken from a session, and from those in turn. */
export type ChainedView = {
  sessions: TrailSession[];
  /** Accounts whose trail could not be asked, and why: what was taken from there is not known. */
  unread: { accountName: string; message: string }[];
  regions: string[];
  /** There is more than was read. */
  isMore: boolean;
};
