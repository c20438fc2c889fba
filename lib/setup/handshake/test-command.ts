import { nameOfArn } from '@/lib/core/arn';
import { isAsItself } from '@/lib/core/is-as-itself';
import type { StoredPlan } from '@/lib/ports';
import { pastedLines } from '../export/pasted';
import type { PlanSource } from '../export/plan-source';
import { oneLine, quoteAnyShell } from '../export/quote';
import { assumeWords, furtherComments } from '../plan/assume-words';
import { readFixture } from '../plan/read-fixture';
import type { WorkloadRequest } from '../recipes/workload-request';
import { callsOn } from '../self-test/bucket-calls';
import { practiceLines } from './practice-lines';
import { sayWho } from './say-half';

/**
 * The call that shows that both halves agree. CloudTrail tells it to the account of the role as
 * well, so the other side sees that it worked without any key of this one.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
 */
export function testCommand(plan: StoredPlan, source: PlanSource): string {
  return pastedLines([
    ...practiceLines(source),
    `# As ${oneLine(`${sayWho(plan)}: ${nameOfArn(plan.body.whoArn)}`)}.`,
    ...(isAsItself(plan.body) ? [bucketCall(plan)] : roleCall(plan, source)),
  ]);
}

const roleCall = (plan: StoredPlan, { hash }: PlanSource): string[] => [
  ...furtherComments(plan),
  `aws ${[
    ...assumeWords(plan, `handshake-${hash}`),
    ...['--query=AssumedRoleUser.Arn', '--output=text'],
  ]
    .map(quoteAnyShell)
    .join(' ')}`,
];

/** Who uses the bucket as itself asks for it once: what was let in is listed, or written to. */
function bucketCall(plan: StoredPlan): string {
  const { keys } = readFixture(plan).request as WorkloadRequest; // who is as itself has a bucket
  const { put, list } = callsOn(plan, keys);
  return plan.body.fields.access === 'write' ? put : list();
}
