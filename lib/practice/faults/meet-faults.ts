import { setTimeout as sleep } from 'node:timers/promises';
import type { Progress } from '../progress';
import { AwsError } from '../wire/aws-error';
import type { Dialect } from '../wire/error-response';
import type { LiveWorld } from '../world/live-world';
import type { FaultOf } from './fault';
import { countUse, faultsOf, isMeant } from './find-faults';

/** How each protocol says that there were too many calls. */
const THROTTLED: Record<Dialect, () => AwsError> = {
  query: () => new AwsError('Throttling', 'Rate exceeded', 400),
  json: () => new AwsError('ThrottlingException', 'Rate exceeded', 400),
  'rest-json': () => new AwsError('ThrottlingException', 'Rate exceeded', 429),
  s3: () => new AwsError('SlowDown', 'Please reduce your request rate.', 503),
};

type Met = { live: LiveWorld; accountId: string; principalArn: string } & Pick<
  Progress,
  'service' | 'operation' | 'dialect'
>;

type Scoped = FaultOf<'error' | 'latency' | 'throttle'>;

const meets = (fault: Scoped, met: Met): boolean =>
  isMeant(fault.service, met.service) &&
  isMeant(fault.operation, met.operation) &&
  isMeant(fault.accountId, met.accountId) &&
  isMeant(fault.principalArn, met.principalArn);

/** Takes one call's share; false when none is left in this moment. */
function takeShare(fault: FaultOf<'throttle'>, met: Met, nowMs: number): boolean {
  const { perSecond, burst = Math.max(1, Math.ceil(perSecond)) } = fault;
  const name = `${fault.id} ${met.accountId} ${met.service}:${met.operation}`;
  const share = met.live.shares.get(name) ?? { left: burst, at: nowMs };
  const passed = Math.max(0, nowMs - share.at) / 1000;
  const left = Math.min(burst, share.left + passed * perSecond);
  met.live.shares.set(name, { left: left >= 1 ? left - 1 : left, at: nowMs });
  return left >= 1;
}

/** The call, by its signature or by the token it brings. */
function metOf(progress: Progress): Met | null {
  const { who, bearer } = progress;
  if (who) {
    const { live, caller } = who;
    return {
      ...progress,
      live,
      accountId: caller.account.id,
      principalArn: caller.arn,
    };
  }
  return bearer && { ...progress, ...bearer, principalArn: bearer.principal };
}

/** Lets a call wait or fail as it was ordered; `nowMs` is the time of the process. */
export async function meetFaults(progress: Progress, nowMs: number): Promise<void> {
  const met = metOf(progress);
  if (!met || met.live.faults.length === 0) return;
  const { live } = met;
  for (const fault of faultsOf(live, 'latency').filter((one) => meets(one, met))) {
    countUse(live, fault);
    await sleep(fault.delayMs);
  }
  for (const fault of faultsOf(live, 'throttle').filter((one) => meets(one, met)))
    if (!takeShare(fault, met, nowMs)) throw THROTTLED[met.dialect]();
  const error = faultsOf(live, 'error').find((one) => meets(one, met));
  if (!error) return;
  countUse(live, error);
  throw new AwsError(error.code, error.message, error.status);
}
