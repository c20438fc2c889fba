import type { KeySpec } from '@aws-sdk/client-kms';
import { AwsError, validationError } from '../wire/aws-error';

/** Refuses a value that its enumeration does not have. */
export function checkValue(
  member: string,
  value: string | undefined,
  values: readonly string[],
): void {
  if (value === undefined || values.includes(value)) return;
  throw validationError(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must satisfy enum value set: [${values.join(', ')}]`,
  );
}

/** The one algorithm of symmetric keys. */
export function checkAlgorithm(algorithm: string | undefined): void {
  const spec: KeySpec = 'SYMMETRIC_DEFAULT';
  if (algorithm !== undefined && algorithm !== spec)
    throw new AwsError(
      'InvalidKeyUsageException',
      `Algorithm ${algorithm} is incompatible with key spec ${spec}.`,
    );
}

/** Ends a call that only asked whether it would succeed. */
export function endDryRun({ DryRun }: { DryRun?: boolean }): void {
  if (DryRun)
    throw new AwsError(
      'DryRunOperationException',
      'The request would have succeeded, but the DryRun option is set.',
    );
}
