import type { Call } from '../operation';
import { AwsError } from '../wire/aws-error';

const STS_ALLOWED = new Set(['AssumeRole', 'GetCallerIdentity', 'GetSessionToken']);

/**
 * What GetSessionToken's credentials may not do: IAM calls unless made with MFA, and most
 * of STS.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
 */
export function checkSessionToken({ caller, service, operation }: Call): void {
  if (caller.kind !== 'user' || caller.key.token === null) return;
  const isRefused =
    (service === 'iam' && caller.key.mfaAt === null) ||
    (service === 'sts' && !STS_ALLOWED.has(operation));
  if (isRefused)
    throw new AwsError(
      'InvalidClientTokenId',
      'The security token included in the request is invalid',
      403,
    );
}
