import { parseArn } from '@/lib/core/arn';
import type { AppError } from '@/lib/core/errors';
import { whyNotWritePolicyOf, whyNotWriteTrustOf } from '@/lib/core/why-not-write';
import type { ConnectionOf } from '@/lib/ports';
import { connectionIn } from '../world/connection-in';
import type { KnownWorld } from '../world/load-world';

type Deps = { connectionOf: ConnectionOf };
type Known = Pick<KnownWorld, 'accounts'>;
type WhyNot = typeof whyNotWriteTrustOf;

/** Why the trust of a role that stands is not changed from here; null where it can be. */
export const whyNotWriteTrust = (deps: Deps, known: Known, role: string) =>
  whyNot(deps, known, role, whyNotWriteTrustOf);

/** The same where the owner of an account that is not written to from here runs it. */
export const whyNotAskTrust = (deps: Deps, known: Known, role: string) =>
  whyNot(deps, known, role, (arn, account) =>
    whyNotWriteTrustOf(arn, { ...account, isByOwner: true }),
  );

/** Why a user or role that stands gets no policy from here; null where it can get one. */
export const whyNotWritePolicy = (deps: Deps, known: Known, arn: string) =>
  whyNot(deps, known, arn, whyNotWritePolicyOf);

/** The account of a role, where it is not written to from here: its owner runs what is planned. */
export function ownerOfRole(deps: Deps, { accounts }: Known, role: string): string[] {
  const { accountId = '' } = parseArn(role) ?? {};
  return connectionIn(deps, accounts)(accountId) === null ? [accountId] : [];
}

function whyNot(
  deps: Deps,
  { accounts }: Known,
  arn: string,
  say: WhyNot,
): AppError | null {
  const accountId = parseArn(arn)?.accountId ?? '';
  const account = accounts.find(({ id }) => id === accountId);
  const { name = accountId, connection = null } = account ?? {};
  const isReached = connectionIn(deps, accounts)(accountId) !== null;
  const message = say(arn, { name, connection, isReached });
  return message === null ? null : { kind: 'conflict', message };
}
