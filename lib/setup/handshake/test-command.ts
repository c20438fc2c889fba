import { nameOfArn } from '@/lib/core/arn';
import type { StoredPlan } from '@/lib/ports';
import type { PlanSource } from '../export/plan-source';
import { oneLine, quoteBash } from '../export/quote';
import { assumeWords, furtherComments } from '../plan/assume-words';
import { isAsItself } from '../plan/is-as-itself';
import { readFixture } from '../plan/read-fixture';
import type { WorkloadRequest } from '../recipes/workload-request';
import { stemOf } from '../world/ask';
import { practiceLines } from './practice-lines';
import { sayWho } from './say-half';

/**
 * The call that shows that both halves agree. CloudTrail tells it to the account of the role as
 * well, so the other side sees that it worked without any key of this one.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
 */
export function testCommand(plan: StoredPlan, source: PlanSource): string {
  if (isAsItself(plan.body)) return bucketCommand(plan, source);
  const words = [
    ...assumeWords(plan, `handshake-${source.hash}`),
    '--query=AssumedRoleUser.Arn',
    '--output=text',
  ];
  return [
    ...practiceLines(source),
    `# As ${oneLine(`${sayWho(plan)}: ${nameOfArn(plan.body.whoArn)}`)}.`,
    ...furtherComments(plan),
    `aws ${words.map(quoteBash).join(' ')}`,
  ].join('\n');
}

/** Who uses the bucket as itself asks for it once: what was let in is listed, or written to. */
function bucketCommand(plan: StoredPlan, source: PlanSource): string {
  const { bucket, region, fields, whoArn } = plan.body;
  const { keys } = readFixture(plan).request as WorkloadRequest; // who is as itself has a bucket
  const stem = stemOf(keys);
  const at = region === '' ? [] : [`--region=${region}`];
  const list = ['s3api', 'list-objects-v2', `--bucket=${bucket}`, '--max-keys=1', ...at];
  const call =
    fields.access === 'write'
      ? `printf drawbridge | aws ${['s3', 'cp', '-', `s3://${bucket}/${stem}drawbridge-test.txt`, ...at].map(quoteBash).join(' ')}`
      : `aws ${[...list, ...(stem === '' ? [] : [`--prefix=${stem}`])].map(quoteBash).join(' ')}`;
  return [
    ...practiceLines(source),
    `# As ${oneLine(`${sayWho(plan)}: ${nameOfArn(whoArn)}`)}.`,
    call,
  ].join('\n');
}
