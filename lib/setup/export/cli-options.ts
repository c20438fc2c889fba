import { parseArn } from '@/lib/core/arn';
import type { PrincipalKind } from '@/lib/ports';

/** Joined by `=`: a name may start with a dash. */
export const nameOption = (kind: PrincipalKind, name: string): string =>
  `--${kind}-name=${name}`;

/** A key has one policy, which AWS calls `default`; it is reached in the key's own region. */
export const keyOptions = (keyArn: string): string[] => [
  `--key-id=${keyArn}`,
  '--policy-name=default',
  `--region=${parseArn(keyArn)?.region ?? ''}`,
];

/** A provider, and one audience of it. */
export const audienceOptions = ({
  providerArn,
  audience,
}: {
  providerArn: string;
  audience: string;
}): string[] => [
  `--open-id-connect-provider-arn=${providerArn}`,
  `--client-id=${audience}`,
];
