import * as z from 'zod';

/** Set for a process that is told the rest of its environment after it was started. */
export const WAITS_FOR_ENVIRONMENT = 'DRAWBRIDGE_WAITS_FOR_ENVIRONMENT';

const LateEnvironment = z.record(z.string(), z.string());
type Process = Pick<NodeJS.Process, 'env' | 'connected' | 'once' | 'off' | 'exit'>;

/**
 * Waits for what the supervisor could not say yet when it started this process: where the
 * database is, once it is migrated, and the practice accounts. Ends the process when the
 * supervisor is gone.
 */
export async function takeLateEnvironment(own: Process): Promise<void> {
  if (own.env[WAITS_FOR_ENVIRONMENT] === undefined) return;
  const end = () => own.exit(1);
  const told = await new Promise<unknown>((resolve) => {
    own.once('message', resolve);
    own.once('disconnect', end);
    if (!own.connected) end();
  });
  // From here on the process ends in good order.
  own.off('disconnect', end);
  delete own.env[WAITS_FOR_ENVIRONMENT];
  Object.assign(own.env, LateEnvironment.parse(told));
}
