import type { StoredStep } from '@/lib/ports';
import { standOf } from '../saga/compare-live';
import { nameOf } from '../saga/journal';
import type { Run } from '../saga/run-deps';
import type { ProofCheckView, ProofView } from '../schema';

/** Reads a restored trust back: nobody is played, for whom it lets in is the older one's affair. */
export async function proveRestored(
  run: Run,
): Promise<Pick<ProofView, 'state' | 'sentence' | 'checks'>> {
  const checks: ProofCheckView[] = [];
  for (const step of run.plan.steps) checks.push(await readBack(run, step));
  const isGreen = checks.every(({ isAsExpected }) => isAsExpected);
  const { roleName } = run.plan.body;
  return {
    state: isGreen ? 'green' : 'red',
    sentence: isGreen
      ? `Read back from AWS: the trust of ${roleName} is the older one again.`
      : `Read back from AWS: the trust of ${roleName} is not the restored one.`,
    checks,
  };
}

async function readBack(run: Run, step: StoredStep): Promise<ProofCheckView> {
  const asked = {
    id: 'read-back',
    sentence: `${step.title} in ${nameOf(run, step)} reads as restored`,
    expected: 'works',
    durationMs: null,
  } as const;
  const connection = run.connectionOf(step.accountId);
  const live = connection && (await run.deps.aws.readTarget(connection, step.target));
  if (!live?.ok)
    return {
      ...asked,
      outcome: 'not-tested',
      isAsExpected: false,
      code: 'It could not be read.',
    };
  const isSame = standOf(run.plan.id, step, live.value) === 'after';
  return {
    ...asked,
    outcome: isSame ? 'works' : 'denied',
    isAsExpected: isSame,
    code: isSame ? '200' : 'other text',
  };
}
