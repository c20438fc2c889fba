import type { Claim } from './signature';

/** Where a call of AWS's first partition counts as made, when it does not say. */
export const GLOBAL_REGION = 'us-east-1';

const GLOBAL_SERVICES = new Set(['iam', 'organizations']);

/**
 * The region that a call counts as made to. IAM and Organizations have one endpoint in a
 * partition: whatever region is signed for, conditions and the log tell that endpoint's.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion
 */
export function regionOf({ service, region }: Pick<Claim, 'service' | 'region'>): string {
  if (!GLOBAL_SERVICES.has(service)) return region;
  if (region.startsWith('cn-')) return 'cn-north-1';
  return region.startsWith('us-gov-') ? 'us-gov-west-1' : GLOBAL_REGION;
}
