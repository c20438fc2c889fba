import type { RevokeDeps } from './revoke-deps';
import { settleRevocation } from './settle-revocation';

type Deps = RevokeDeps & {
  log: { error(details: object, message: string): void };
};

/**
 * Goes on with revocations that a stopped process left in the middle, and takes away denials
 * that have come to their end. One that fails does not keep the others waiting.
 */
export async function sweepRevocations(deps: Deps): Promise<void> {
  for (const which of await deps.revocations.listDue(deps.clock.now())) {
    await settleRevocation(deps, which).catch((error: unknown) =>
      deps.log.error({ err: error, revocationId: which.id }, 'revocation'),
    );
  }
}
