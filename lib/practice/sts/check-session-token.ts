import type { Call } from '../operation';
import { AwsError } from '../wire/aws-error';

/** Of STS; the last two refuse in words of their own. */
const STS_REACHED = new Set([
  'AssumeRole',
  'GetCallerIdentity',
  'GetSessionToken',
  'GetFederationToken',
]);

/**
 * What credentials of GetSessionToken and GetFederationToken may not do: IAM calls, but for
 * a session token made with MFA, and most of STS.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_sts-comparison.html
 */
export function checkSessionToken({ caller, service, operation }: Call): void {
  if (caller.kind === 'role' || caller.key.token === null) return;
  const isRefused =
    (service === 'iam' && caller.key.mfaAt === null) ||
    (service === 'sts' && !STS_REACHED.has(operation));
  if (isRefused)
    throw new AwsError(
      'InvalidClientTokenId',
      'The security token included in the request is invalid',
      403,
    );
}
