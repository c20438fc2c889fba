import { sha256 } from '@/lib/core/sha256';
import type { ActivityLog, Clock, DueProof, ProofScheduleStore } from '@/lib/ports';
import type { VerifyJob } from './verify-plan';

type Deps = {
  proofSchedule: Pick<ProofScheduleStore, 'listDue' | 'move'>;
  activity: Pick<ActivityLog, 'append'>;
  clock: Pick<Clock, 'now'>;
  /** A proof writes: it puts a marker into the bucket and takes it away again. */
  env: { areChangesOn: boolean };
  enqueue(job: VerifyJob): Promise<void>;
};

/** After a week without a running console everything is due at once. */
const PROOFS_PER_SWEEP = 20;
const MS_PER_HOUR = 3_600_000;

/**
 * Has crossings proven again whose time has come. Each plan is given a moment of its own within
 * the period, and keeps it, so that a thousand do not run at once.
 */
export async function sweepProofs({
  proofSchedule,
  activity,
  clock,
  env,
  enqueue,
}: Deps): Promise<void> {
  if (!env.areChangesOn) return;
  const now = clock.now();
  for (const due of await proofSchedule.listDue(now, PROOFS_PER_SWEEP)) {
    const isOurs = await proofSchedule.move(due.id, due.dueAt, nextOf(due, now));
    if (!isOurs || due.dueAt === null) continue;
    await activity.append(entryOf(due));
    const { workspaceId, id: planId } = due;
    await enqueue({ name: 'plan-verify', workspaceId, planId, isScheduled: true });
  }
}

function nextOf({ id, dueAt, everyHours }: DueProof, now: Date): Date {
  const periodMs = everyHours * MS_PER_HOUR;
  if (dueAt === null) return new Date(now.getTime() + shareOf(id) * periodMs);
  const missed = Math.floor((now.getTime() - dueAt.getTime()) / periodMs);
  return new Date(dueAt.getTime() + (missed + 1) * periodMs);
}

/** The same number for the same plan, between 0 and 1. */
const shareOf = (id: string): number =>
  Number.parseInt(sha256(id).slice(0, 8), 16) / 0x1_0000_0000;

const entryOf = ({ workspaceId, createdById, title, roleArn, id }: DueProof) => ({
  workspaceId,
  actorId: createdById,
  actorName: 'Drawbridge',
  event: 'plan.test',
  outcome: 'intent' as const,
  sentence: `Drawbridge tests again, as scheduled: ${title}.`,
  target: roleArn,
  planId: id,
  details: {},
});
