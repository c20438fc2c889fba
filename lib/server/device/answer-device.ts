import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import { DEVICE_SUBJECT } from '@/lib/core/step-up';
import { requireStepUp } from '@/lib/credentials/require-step-up';
import type { Actor, StoredDevice } from '@/lib/ports';
import type { Services } from '../service-ports';
import {
  type AnswerInput,
  codesAreOff,
  hashOfTypedCode,
  type LookInput,
  wrongCode,
} from './device-code';

type Deps = Pick<
  Services,
  'devices' | 'workspaces' | 'rateLimits' | 'stepUps' | 'activity' | 'clock'
>;

export type DeviceView = {
  name: string;
  address: string | null;
  /** ISO 8601, UTC. */
  askedAt: string;
};

const TRIES = 10;
const WINDOW_SECONDS = 15 * 60;

const tooManyTries: AppError = {
  kind: 'throttled',
  retryAfterSeconds: WINDOW_SECONDS,
  message: 'You typed too many wrong codes. Try again in 15 minutes.',
};

const moved: AppError = {
  kind: 'conflict',
  message:
    'You changed the workspace since this page was opened. Reload it and look again.',
};

/** What the computer says of itself whose code the person typed, before they answer it. */
export async function lookAtDevice(
  deps: Deps,
  actor: Actor,
  { code }: LookInput,
): Promise<Result<DeviceView, AppError>> {
  const found = await deviceOf(deps, actor, code);
  if (!found.ok) return found;
  const { name, address, createdAt } = found.value;
  return ok({ name, address, askedAt: createdAt.toISOString() });
}

/** Allows the computer to sign in as the person, or refuses it. Either way the code is spent. */
export async function answerDevice(
  deps: Deps,
  actor: Actor,
  { code, workspaceId, isAllowed, confirmation }: AnswerInput,
): Promise<Result<{ isAllowed: boolean }, AppError>> {
  if (workspaceId !== actor.workspaceId) return err(moved);
  const found = await deviceOf(deps, actor, code);
  if (!found.ok) return found;
  // To refuse costs nothing; to allow hands somebody's rights to a computer for a month.
  const unconfirmed = isAllowed
    ? await requireStepUp(deps, actor, {
        subject: DEVICE_SUBJECT,
        stepUp: 'each-time',
        confirmation,
      })
    : null;
  if (unconfirmed) return err(unconfirmed);
  const { userId } = actor;
  const said = { userId, workspaceId, isAllowed };
  // On record before it counts: a computer that nobody is seen to allow is not let in.
  await tell(
    deps,
    actor,
    isAllowed ? 'ok' : 'refused',
    sayAnswer(found.value, isAllowed),
  );
  const now = deps.clock.now();
  const isFirst = await deps.devices.answer(hashOfTypedCode(code), said, now);
  return isFirst ? ok({ isAllowed }) : err(wrongCode);
}

const sayAnswer = ({ name, address }: StoredDevice, isAllowed: boolean): string =>
  `${isAllowed ? 'allowed' : 'refused'} the computer that calls itself ${name}${address ? `, seen at ${address},` : ''} to sign in by a code`;

/** Only wrong codes count. They are counted first, so that many at once are no way around. */
async function deviceOf(
  deps: Deps,
  actor: Actor,
  code: string,
): Promise<Result<StoredDevice, AppError>> {
  const denied = requirePermission(actor, 'token:manage');
  if (denied) return err(denied);
  if (!(await deps.workspaces.allowsDeviceCodes(actor.workspaceId)))
    return err(codesAreOff);
  const now = deps.clock.now();
  const key = `device-typed:${actor.userId}`;
  if ((await deps.rateLimits.hit(key, WINDOW_SECONDS, now)) > TRIES)
    return err(tooManyTries);
  const device = await deps.devices.findWaiting(hashOfTypedCode(code), now);
  if (!device || !isFor(device, actor)) {
    await tell(deps, actor, 'refused', 'typed a sign-in code that could not be used');
    return err(wrongCode);
  }
  await deps.rateLimits.takeBack(key);
  return ok(device);
}

const isFor = ({ person }: StoredDevice, { email, handle }: Actor): boolean =>
  person === email.toLowerCase() || person === handle;

const tell = (
  { activity }: Deps,
  { workspaceId, userId, name }: Actor,
  outcome: 'ok' | 'refused',
  sentence: string,
): Promise<void> =>
  activity.append({
    workspaceId,
    actorId: userId,
    actorName: name,
    event: 'token.device',
    outcome,
    sentence: `${name} ${sentence}.`,
    target: null,
    planId: null,
    details: {},
  });
