import type { AwsFailure, StoredPlan, StoredStep } from '@/lib/ports';
import { isOnNewRole } from '../plan/is-on-new-role';
import { isRoleFirst } from '../plan/is-role-first';

/** How long AWS gets to spread a change before we stop waiting. */
export const SPREADING_MS = 120_000;

const DELAYS_MS = [1_000, 2_000, 4_000, 8_000, 15_000];

export const delayMs = (attempt: number): number =>
  DELAYS_MS[Math.min(attempt, DELAYS_MS.length - 1)] ?? 15_000;

export const sayWaiting = (waitedMs: number): string =>
  `AWS is spreading the change (${Math.round(waitedMs / 1000)} s of up to ${SPREADING_MS / 1000} s)`;

/**
 * Whether a failure may pass by itself because AWS has not spread what was written just
 * before. A plain refusal never is: somebody has to change something first.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
 */
export function isSpreading(
  failure: AwsFailure,
  step: StoredStep,
  plan: Pick<StoredPlan, 'steps'>,
): boolean {
  if (failure.kind === 'throttled') return true;
  if (failure.kind !== 'refused') return false;
  const { code, message } = failure;
  if (BUSY.test(code)) return true;
  if (code.startsWith('MalformedPolicy')) return namesNobody(message);
  if (code.startsWith('DeleteConflict')) return 'tags' in step.write;
  const made = plan.steps.filter(({ state }) => state === 'done');
  return (
    code.startsWith('NoSuchEntity') &&
    (isOnNewRole(step, made) || isOfNewProfile(step, made) || isOfNewPolicy(step, made))
  );
}

const namesNobody = (message: string): boolean => /invalid principal/i.test(message);

/** Whether AWS knows nobody of that name yet, whom the owner of another account is to make. */
export const isBeforeItsRole = (
  failure: AwsFailure,
  plan: Pick<StoredPlan, 'body' | 'steps'>,
): boolean =>
  failure.kind === 'refused' &&
  failure.code.startsWith('MalformedPolicy') &&
  namesNobody(failure.message) &&
  isRoleFirst(plan);

/** Whether a step puts a role into an instance profile, and the plan has just made either. */
const isOfNewProfile = ({ target, accountId }: StoredStep, made: StoredStep[]): boolean =>
  target.kind === 'role-in-profile' &&
  made.some(
    ({ target: other, accountId: madeIn }) =>
      madeIn === accountId &&
      ((other.kind === 'role' && other.roleName === target.roleName) ||
        (other.kind === 'instance-profile' && other.profileName === target.profileName)),
  );

/** Whether a step attaches a policy that the plan has just made. */
const isOfNewPolicy = ({ target, accountId }: StoredStep, made: StoredStep[]): boolean =>
  target.kind === 'principal-attachment' &&
  made.some(
    ({ target: other, accountId: madeIn }) =>
      madeIn === accountId &&
      other.kind === 'managed-policy' &&
      other.policyArn === target.policyArn,
  );

/** Somebody else's write is under way; S3 calls that an aborted operation. */
const BUSY = /^(EntityTemporarilyUnmodifiable|ConcurrentModification|OperationAborted$)/;
