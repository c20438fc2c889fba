import { parseArn } from '@/lib/core/arn';
import type { Partition } from '@/lib/core/ids';
import { isRemoval } from '@/lib/core/is-removal';
import { PARTITIONS } from '@/lib/core/partition';
import type {
  AwsTarget,
  MakingWrite,
  PlannedStep,
  PuttingWrite,
  RemovingWrite,
  StoredAccount,
  StoredPlan,
} from '@/lib/ports';
import { accountNameIn } from '../plan/account-name-in';

const HASH_DIGITS = 8;

/** What a change takes away: a grant of the crossing before it. The objects themselves stay. */
const TAKEN = [
  'delete-inline-policy',
  'delete-bucket-policy',
  'detach-policy',
  'detach-from',
  'untag-role',
] as const;
type TakingWrite = Extract<RemovingWrite, { kind: (typeof TAKEN)[number] }>;

type ExportWrite = MakingWrite | PuttingWrite | TakingWrite;
export type ExportStep = Omit<PlannedStep, 'write'> & { write: ExportWrite };

/** One account's half of a plan. */
export type AccountSource = {
  accountId: string;
  accountName: string;
  region: string;
  /** Place among the plan's files: who is trusted goes first, so that the trust opens last. */
  position: number;
  steps: ExportStep[];
};

/** A plan as an export sees it: the writes by account, and nothing that a run has added. */
export type PlanSource = {
  planId: string;
  /** First digits of the plan's hash. */
  hash: string;
  title: string;
  createdAt: string;
  roleArn: string;
  /** Where the practice accounts answer; null for real ones. */
  practiceUrl: string | null;
  accounts: AccountSource[];
};

/** No plan deletes an object: only an undo and an end do. */
const isExported = (step: PlannedStep): step is ExportStep =>
  !isRemoval(step.write) || TAKEN.some((kind) => kind === step.write.kind);

/** Groups a stored plan's writes by account, in the order in which the files are run. */
export function planSource(
  plan: StoredPlan,
  accounts: StoredAccount[],
  practiceUrl: string | null,
): PlanSource {
  const planned: PlannedStep[] = plan.steps;
  const steps = planned.filter(isExported);
  const lastStepOf = (accountId: string) =>
    steps.findLastIndex((step) => step.accountId === accountId);
  const accountIds = [...new Set(steps.map(({ accountId }) => accountId))];
  return {
    planId: plan.id,
    hash: plan.hash.slice(0, HASH_DIGITS),
    title: plan.title,
    createdAt: plan.createdAt.toISOString(),
    roleArn: plan.body.roleArn,
    practiceUrl,
    accounts: accountIds
      .sort((a, b) => lastStepOf(a) - lastStepOf(b))
      .map((accountId, index) => ({
        accountId,
        accountName: accountNameIn(plan.body, accountId),
        position: index + 1,
        ...placed(
          plan,
          accounts.find(({ id }) => id === accountId),
          steps.filter((step) => step.accountId === accountId),
        ),
      })),
  };
}

const placed = (
  plan: StoredPlan,
  account: StoredAccount | undefined,
  steps: ExportStep[],
): Pick<AccountSource, 'region' | 'steps'> => ({
  region: regionOf(plan, account, steps),
  steps,
});

/**
 * Where a bucket or a key is, its policy is written. IAM has no regions, but clients want one,
 * and it has to be of the account's partition.
 */
function regionOf(
  { body }: StoredPlan,
  account: StoredAccount | undefined,
  steps: ExportStep[],
): string {
  const [region] = steps.flatMap(({ target }) => regionIn(target));
  if (region) return region;
  if (account?.connection) return account.connection.region;
  const partition = body.roleArn.split(':')[1] as Partition; // a role's ARN is of a partition
  return PARTITIONS[partition].defaultRegion;
}

function regionIn(target: AwsTarget): string[] {
  if (target.kind === 'bucket-policy') return [target.region];
  return target.kind === 'key-policy' ? [parseArn(target.keyArn)?.region ?? ''] : [];
}
