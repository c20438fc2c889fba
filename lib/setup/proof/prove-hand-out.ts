import { MIN_SESSION_SECONDS } from '@/lib/core/duration';
import { SESSION_TAG_KEYS } from '@/lib/core/session-tag-keys';
import type { ProofCheckView } from '../schema';
import { askAssume } from '../world/ask';
import { loadWorld } from '../world/load-world';
import { checkOf, observe, untested } from './observe';
import type { Made, Observation, Trial } from './prove-deps';
import { callWithPatience } from './try-assume';

/**
 * Takes the role as the console does for people, and says for whom; then once without saying so,
 * which its statement refuses. Nothing is done with the role.
 */
export async function proveHandOut(trial: Trial, consoleArn: string): Promise<Made> {
  const { roleName, roleArn } = trial.plan.body;
  const taken = await callWithPatience(trial, () => take(trial, trial.sessionName));
  const checks = [
    checkOf(
      {
        id: 'assume',
        sentence: `This console takes ${roleName}, and says for whom`,
        expected: 'works',
      },
      taken,
    ),
  ];
  const { facts } = await loadWorld(trial.run.deps, trial.plan.workspaceId);
  const unnamed = askAssume(facts, consoleArn, roleArn, {
    context: {},
    absentKeys: ['sts:SourceIdentity'],
  });
  // Another statement of the trust may let the console in so as well.
  if (unnamed.decision === 'deny')
    checks.push(
      checkOf(
        {
          id: 'unnamed',
          sentence: `This console takes ${roleName} without saying for whom`,
          expected: 'denied',
        },
        await take(trial, null),
      ),
    );
  if (trial.plan.body.carriesTags) checks.push(await checkTagged(trial));
  return { checks, remaining: [], isUnused: true };
}

/** Where the plan lets sessions say why they were taken. */
async function checkTagged(trial: Trial): Promise<ProofCheckView> {
  const { roleName } = trial.plan.body;
  const tags = Object.fromEntries(SESSION_TAG_KEYS.map((key) => [key, trial.plan.id]));
  return checkOf(
    {
      id: 'tagged',
      sentence: `This console takes ${roleName}, and says why`,
      expected: 'works',
    },
    await callWithPatience(trial, () => take(trial, trial.sessionName, tags)),
  );
}

async function take(
  { run, plan, trusted, sessionName }: Trial,
  sourceIdentity: string | null,
  tags: Record<string, string> | null = null,
): Promise<Observation> {
  if (!trusted) return untested('this console has no identity of its own in AWS.');
  const { seen } = await observe(run.deps.clock, () =>
    run.deps.aws.assumeRole(trusted, {
      roleArn: plan.body.roleArn,
      durationSeconds: MIN_SESSION_SECONDS,
      sessionName,
      ...(sourceIdentity && { sourceIdentity }),
      ...(tags && { tags }),
    }),
  );
  return seen;
}
