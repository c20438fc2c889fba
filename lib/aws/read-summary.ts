import { GetAccountSummaryCommand, type IAMClient } from '@aws-sdk/client-iam';
import type { Result } from '@/lib/core/result';
import type { CollectedAccount } from '@/lib/iam/world';
import type { AwsFailure } from '@/lib/ports';
import { attempt } from './map-error';
import type { Pacer } from './pace';

/**
 * What an account has, and how much of it it may have, in one call.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html
 */
export function readSummary(
  iam: IAMClient,
  pace: Pacer,
): Promise<Result<NonNullable<CollectedAccount['Summary']>, AwsFailure>> {
  return attempt('iam:GetAccountSummary', async () => {
    await pace();
    const { SummaryMap = {} } = await iam.send(new GetAccountSummaryCommand({}));
    return SummaryMap;
  });
}
