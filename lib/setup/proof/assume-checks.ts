import { nameOfArn } from '@/lib/core/arn';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { AwsCredentials } from '@/lib/ports';
import type { ProofCheckView } from '../schema';
import { checkOf, untested } from './observe';
import { pickStranger } from './pick-stranger';
import type { ShareTrial } from './prove-deps';
import { type Attempt, assumeWithPatience, tryAssume } from './try-assume';

type Crossed = { checks: ProofCheckView[]; credentials: AwsCredentials | null };

/**
 * Becomes the role as the plan wants it, and in every way that the plan wants to be refused:
 * without the external ID, with a wrong one, without MFA, and as somebody who is not trusted.
 */
export async function assumeChecks(
  trial: ShareTrial,
  facts: WorldFacts,
): Promise<Crossed> {
  const [principalArn = ''] = trial.request.askers;
  const { requireMfa: withMfa, externalId } = trial.request;
  const right: Attempt = { principalArn, withMfa, externalId };
  const seen = await assumeWithPatience(trial, right);
  const checks = [
    checkOf(
      { id: 'assume', sentence: sayBecomes(trial, right), expected: 'works' },
      seen,
    ),
  ];
  for (const denial of denialsOf(trial, right)) {
    await trial.run.renew();
    const { id, sentence, attempt } = denial;
    const outcome = await tryAssume(trial, attempt);
    checks.push(checkOf({ id, sentence, expected: 'denied' }, outcome));
  }
  checks.push(await strangerCheck(trial, right, facts));
  return { checks, credentials: seen.credentials ?? null };
}

type Denial = { id: string; sentence: string; attempt: Attempt };

function denialsOf({ run, plan, request }: ShareTrial, right: Attempt): Denial[] {
  const name = nameOfArn(right.principalArn);
  const { roleName } = plan.body;
  const denials: Denial[] = [];
  if (request.externalId !== null) {
    const wrongId = `not-${run.deps.random.base32(16)}`;
    denials.push(
      {
        id: 'assume-without-external-id',
        sentence: `${name} becomes ${roleName} without an external ID`,
        attempt: { ...right, externalId: null },
      },
      {
        id: 'assume-with-wrong-external-id',
        sentence: `${name} becomes ${roleName} with a wrong external ID`,
        attempt: { ...right, externalId: wrongId },
      },
    );
  }
  if (request.requireMfa)
    denials.push({
      id: 'assume-without-mfa',
      sentence: `${name} becomes ${roleName} without MFA`,
      attempt: { ...right, withMfa: false },
    });
  return denials;
}

function sayBecomes({ plan, request }: ShareTrial, { principalArn }: Attempt): string {
  const guards = [
    request.requireMfa ? 'MFA' : null,
    request.externalId === null ? null : 'the external ID',
  ].filter((guard) => guard !== null);
  const member = request.who.kind === 'group' ? `, of ${request.who.name},` : '';
  const how = guards.length > 0 ? ` with ${guards.join(' and ')}` : '';
  return `${nameOfArn(principalArn)}${member} becomes ${plan.body.roleName}${how}`;
}

async function strangerCheck(
  trial: ShareTrial,
  right: Attempt,
  facts: WorldFacts,
): Promise<ProofCheckView> {
  const { roleName, trustedAccountName } = trial.plan.body;
  const stranger = pickStranger(
    facts,
    trial.request.who.accountId,
    trial.request.askers,
    trial.plan.body.roleArn,
  );
  const name = stranger ? nameOfArn(stranger) : 'somebody else';
  const sentence = `${name}, in ${trustedAccountName} too, becomes ${roleName}`;
  const asked = { id: 'assume-as-another', sentence, expected: 'denied' } as const;
  if (!stranger)
    return checkOf(asked, untested('Not tested: nobody else was found in the account.'));
  await trial.run.renew();
  return checkOf(asked, await tryAssume(trial, { ...right, principalArn: stranger }));
}
