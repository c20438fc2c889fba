import type { AwsFailure, MakingWrite, StoredStep } from '@/lib/ports';
import { sayRefusal } from './say-refusal';

/** Why a step stopped, and what to do about it. */
export function sayCause(
  failure: AwsFailure,
  step: StoredStep,
  accountName: string,
): string {
  switch (failure.kind) {
    case 'refused':
      return sayRefusal(failure, step.title, accountName);
    case 'throttled':
      return `AWS asked us to slow down. Retry in ${failure.retryAfterSeconds} s.`;
    case 'unreachable':
      return `AWS could not be reached for ${accountName}: ${failure.message}. Retry reads first what stands.`;
    case 'not_configured':
      return `${failure.message} Repair the connection of ${accountName}, then retry.`;
    default:
      return failure satisfies never;
  }
}

/** What stands is neither what the step starts from nor what it leads to. */
export const sayConflict = (step: StoredStep, accountName: string): string =>
  'tags' in step.write && step.write.kind !== 'create-policy'
    ? `${step.title}: ${NOUNS[step.write.kind]} of that name exists in ${accountName}, and this plan did not make it. It was left alone.`
    : `${step.title} in ${accountName} is neither as it was when the plan was made nor as the plan wants it: somebody else has changed it. It was left alone.`;

const NOUNS: Record<Exclude<MakingWrite['kind'], 'create-policy'>, string> = {
  'create-role': 'a role',
  'create-instance-profile': 'an instance profile',
  'create-oidc-provider': 'a provider',
  'create-saml-provider': 'a provider',
};
