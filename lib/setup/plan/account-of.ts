import { parseArn } from '@/lib/core/arn';
import type { KnownWorld } from '../world/load-world';

/** The account of an ARN, as far as this workspace knows it. */
export function accountOf({ accounts }: Pick<KnownWorld, 'accounts'>, arn: string) {
  const id = parseArn(arn)?.accountId ?? '';
  const account = accounts.find((one) => one.id === id);
  return {
    id,
    name: account?.name ?? id,
    region: account?.connection?.region ?? 'us-east-1',
    isProduction: account?.isProduction ?? false,
  };
}
