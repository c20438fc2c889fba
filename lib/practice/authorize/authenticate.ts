import { faultsOf } from '../faults/find-faults';
import { isKeyUnseen } from '../faults/lag';
import { AwsError } from '../wire/aws-error';
import type { WireRequest } from '../wire/request';
import type { Claim } from '../wire/signature';
import { checkTime, verifySignature } from '../wire/verify-signature';
import { tagOfKey } from '../world/ids';
import type { LiveWorld } from '../world/live-world';
import type { KeyState } from '../world/session-types';
import { findWorldByTag, type Worlds } from '../world/worlds';
import { type Caller, callerOf } from './caller';

const invalidToken = (): AwsError =>
  new AwsError(
    'InvalidClientTokenId',
    'The security token included in the request is invalid.',
    403,
  );

export type Authenticated = { live: LiveWorld; caller: Caller };

async function findKey(
  worlds: Worlds,
  id: string,
): Promise<{ live: LiveWorld; key: KeyState } | null> {
  const tag = tagOfKey(id);
  const live = tag === null ? null : await findWorldByTag(worlds, tag);
  const key = live?.state.keys.get(id);
  return live && key ? { live, key } : null;
}

const skewOf = (live: LiveWorld): number =>
  faultsOf(live, 'clock-skew').reduce((sum, { seconds }) => sum + seconds * 1000, 0);

/** Verifies time, signature, session token and key state, in AWS's order. */
export async function authenticate(
  worlds: Worlds,
  request: WireRequest,
  claim: Claim,
): Promise<Authenticated> {
  const found = await findKey(worlds, claim.accessKeyId);
  if (!found) throw invalidToken();
  const { live, key } = found;
  checkTime(claim, worlds.now() + skewOf(live));
  verifySignature(request, claim, key.secret);
  if (key.token !== claim.token) throw invalidToken();
  if (!key.isActive) throw invalidToken();
  if (isKeyUnseen(live, key)) throw invalidToken();
  if (key.expiresAt !== null && key.expiresAt <= live.now())
    throw new AwsError(
      'ExpiredToken',
      'The security token included in the request is expired',
      403,
    );
  const caller = callerOf(live.state, key);
  if (!caller) throw invalidToken();
  return { live, caller };
}
