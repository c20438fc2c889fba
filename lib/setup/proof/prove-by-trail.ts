import { ok, type Result } from '@/lib/core/result';
import { sayTime } from '@/lib/core/say-time';
import type { AwsConnection, AwsFailure, TrailEvent } from '@/lib/ports';
import { isByOwner } from '../plan/by-owner';
import { isAskedChange } from '../plan/shows-difference';
import type { RoleRequest } from '../recipes/role-request';
import { SPREADING_MS } from '../saga/spreading';
import { checkOf, untested } from './observe';
import type { Made, Observation, Trial } from './prove-deps';
import { ourHalf } from './prove-our-half';
import { takingsOf, trailPlaces } from './takings';

/**
 * Without keys of the trusted account: its owner takes the role, and CloudTrail tells it to the
 * role's account too. AWS itself enforced our trust then, so both halves agree.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
 */
export async function proveByTrail(trial: Trial): Promise<Made> {
  const { plan, fixture } = trial;
  const sentence = `${fixture.subject} becomes ${plan.body.roleName}`;
  const asked = { id: 'assume', sentence, expected: 'works' } as const;
  const checks = [checkOf(asked, await seenInTrail(trial)), await ourHalf(trial)];
  return { checks, remaining: [], isUnused: true };
}

async function seenInTrail(trial: Trial): Promise<Observation> {
  const { trustingAccountName: name } = trial.plan.body;
  let isMore = false;
  for (const connection of placesOf(trial)) {
    const read = await takingIn(trial, connection);
    if (!read.ok) return untested(sayRefused(read.error));
    const { taken } = read.value;
    if (taken) {
      const code = `CloudTrail ${sayTime(taken.at)}`;
      return { outcome: 'works', code, durationMs: null };
    }
    isMore ||= read.value.isMore;
  }
  return untested(
    isMore
      ? `CloudTrail of ${name} has more takings of roles than it told, and none that it told was of this role. Take the role once more, and look again minutes later.`
      : `CloudTrail of ${name} tells of nobody who took the role yet. Events arrive minutes late.`,
  );
}

const placesOf = ({ run, plan, trusting }: Trial): AwsConnection[] =>
  trailPlaces(run.connectionOf(plan.body.trustingAccountId) ?? trusting, trusting.region);

async function takingIn(
  trial: Trial,
  connection: AwsConnection,
): Promise<Result<{ taken: TrailEvent | null; isMore: boolean }, AwsFailure>> {
  const { run, plan } = trial;
  const period = { from: writtenAt(trial), until: run.deps.clock.now() };
  // CloudTrail takes no period that has not begun.
  if (isAskedChange(plan) && period.from > period.until)
    return ok({ taken: null, isMore: false });
  const read = await takingsOf(plan.body.roleArn, async (key, value) => {
    await run.renew();
    return run.deps.aws.lookupEvents(connection, { key, value, ...period });
  });
  if (!read.ok) return read;
  const taken = read.value.events.find((event) => isTaken(trial, event)) ?? null;
  return ok({ taken, isMore: read.value.isMore });
}

const sayRefused = (failure: { kind: string; code?: string }): string =>
  failure.kind === 'refused'
    ? `CloudTrail could not be read: AWS refused cloudtrail:LookupEvents (${failure.code}). Allow it to the role that reads.`
    : 'CloudTrail could not be read just now.';

/**
 * When our half stood whole, also where AWS was still spreading what it takes away: an earlier
 * call was let in by what stood before. In whole seconds.
 */
function writtenAt({ plan }: Trial): Date {
  const ours = plan.steps
    .filter((step) => !isByOwner(plan)(step))
    .flatMap(({ doneAt }) => (doneAt ? [doneAt.getTime()] : []));
  const since = Math.max(plan.createdAt.getTime(), ...ours);
  const spreading = isAskedChange(plan) ? SPREADING_MS : 0;
  return new Date(Math.floor((since + spreading) / 1000) * 1000);
}

/** AWS tells another account's call by the account alone; then our trust says who it was. */
function isTaken({ plan, request }: Trial, event: TrailEvent): boolean {
  const { roleArn, trustedAccountId } = plan.body;
  const { trusted, askers } = request as RoleRequest; // a half that is theirs hangs on a role
  if (event.name !== 'AssumeRole' || event.errorCode !== null) return false;
  if (event.roleArn !== roleArn || event.callerAccountId !== trustedAccountId)
    return false;
  const caller = event.issuerArn ?? event.callerArn;
  const isWhole = trusted.kind === 'account';
  return caller === null || isWhole || askers.includes(caller);
}
