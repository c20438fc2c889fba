import { randomUUID } from 'node:crypto';
import { type LiveWorld, logCall } from '../world/live-world';

/** Writes a step of a console sign-in to the world's log. */
export function logSignIn(
  live: LiveWorld,
  operation: 'GetSigninToken' | 'ConsoleLogin' | 'Logout',
  who: { accountId: string; arn: string; nowMs: number },
): void {
  const [, sessionName = null] = /:assumed-role\/[^/]+\/(.+)$/.exec(who.arn) ?? [];
  logCall(live, {
    at: new Date(who.nowMs).toISOString(),
    service: 'signin',
    operation,
    accountId: who.accountId,
    principalArn: who.arn,
    sessionName,
    outcome: 'ok',
    requestId: randomUUID(),
  });
}
