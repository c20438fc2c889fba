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
  const sentence = sayRestored(run.plan.body.roleName, checks, isGreen);
  return { state: isGreen ? 'green' : 'red', sentence, checks };
}

function sayRestored(
  roleName: string,
  checks: ProofCheckView[],
  isGreen: boolean,
): string {
  if (checks.some(({ outcome }) => outcome === 'not-tested'))
    return `Not proven: the trust of ${roleName} could not be read back.`;
  const stands = isGreen ? 'is the older one again' : 'is not the restored one';
  return `Read back from AWS: the trust of ${roleName} ${stands}.`;
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
