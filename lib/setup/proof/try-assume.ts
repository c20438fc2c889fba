import { nameOfArn } from '@/lib/core/arn';
import { MIN_SESSION_SECONDS } from '@/lib/core/duration';
import type { Ask } from '../guards/guard-kind';
import { delayMs, SPREADING_MS, sayWaiting } from '../saga/spreading';
import { observe, untested } from './observe';
import type { Observation, PlayedTrial, Trial } from './prove-deps';

export type Attempt = {
  principalArn: string;
  ask: Ask;
};

/** Becomes the role as somebody, for real; or says why that somebody could not be played. */
export async function tryAssume(
  trial: PlayedTrial,
  attempt: Attempt,
): Promise<Observation> {
  const { aws, clock } = trial.run.deps;
  const { principalArn, ask } = attempt;
  const { withMfa } = ask;
  const acted = await aws.actAs(trial.trusted, { principalArn, withMfa });
  if (!acted.ok) {
    const { error } = acted;
    const reason =
      error.kind === 'not_configured' ? error.message : sayCannotAct(principalArn);
    return { ...untested(reason), isOutOfReach: true };
  }
  const { seen, value } = await observe(clock, () =>
    aws.assumeRoleWith(trial.trusted, acted.value, {
      roleArn: trial.plan.body.roleArn,
      durationSeconds: MIN_SESSION_SECONDS,
      ...paramsOf(trial, ask),
    }),
  );
  return value ? { ...seen, credentials: value.credentials } : seen;
}

const paramsOf = (
  trial: Trial,
  { externalId, sessionName, sourceIdentity, tags }: Ask,
) => ({
  sessionName: sessionName ?? trial.sessionName,
  ...(externalId === null ? {} : { externalId }),
  ...(sourceIdentity === null ? {} : { sourceIdentity }),
  ...(Object.keys(tags).length === 0 ? {} : { tags }),
});

const sayCannotAct = (arn: string): string =>
  `Not tested: no credentials of ${nameOfArn(arn)} could be had.`;

/**
 * The way that must work, with patience: right after a change AWS may still refuse what it has
 * already written down.
 */
export async function assumeWithPatience(
  trial: PlayedTrial,
  attempt: Attempt,
): Promise<Observation> {
  const { clock, plans } = trial.run.deps;
  for (let tries = 0; ; tries += 1) {
    await trial.run.renew();
    const seen = await tryAssume(trial, attempt);
    const left = trial.patientUntil - clock.now().getTime();
    if (seen.outcome !== 'denied' || left <= 0) return seen;
    await plans.setProgress(trial.plan.id, sayWaiting(SPREADING_MS - left));
    await clock.sleep(delayMs(tries));
  }
}

/** The same for a call of the role: its permissions spread like everything else. */
export async function callWithPatience<T extends Observation>(
  trial: Trial,
  call: () => Promise<T>,
): Promise<T> {
  const { clock } = trial.run.deps;
  for (let tries = 0; ; tries += 1) {
    await trial.run.renew();
    const seen = await call();
    if (seen.outcome !== 'denied' || clock.now().getTime() >= trial.patientUntil)
      return seen;
    await clock.sleep(delayMs(tries));
  }
}
