import type { Answer } from '@/lib/iam/answer';
import type { AccessRequest } from '../authorize/access-request';
import { judge, traceRequest } from '../authorize/authorize';
import { denial, refusal } from '../authorize/denial';
import type { Call } from '../operation';
import { AwsError } from '../wire/aws-error';
import type { StoredKey } from '../world/kms-types';
import { invalidState } from './errors';
import { existing, type FoundKey, forgetKey, type KeyTarget, targetOf } from './find-key';
import { grantAllows } from './grant-allows';
import { type KeyRequest, keyContext } from './key-request';

/** What AWS says of a key when it does not tell whether it is there. */
const NOT_TOLD =
  ' because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access';
const OF_CIPHERTEXT = 'the resource associated with this ciphertext';
const ABOUT_THE_KEY =
  /^(?:(?:explicit|implicit)-deny-resource|no-such-resource|unresolved-policy-document)$/;

/** The refusal of a key that is another account's, or of a ciphertext whose key is nowhere. */
export const untold = (
  call: Call,
  request: AccessRequest,
  { isByCiphertext }: Pick<KeyRequest, 'isByCiphertext'>,
): AwsError =>
  isByCiphertext
    ? refusal(call, request, NOT_TOLD, OF_CIPHERTEXT)
    : refusal(call, request, NOT_TOLD);

function keyDenial(
  call: Call,
  asked: AccessRequest,
  answer: Answer,
  request: KeyRequest,
): AwsError {
  const isOther = asked.accountId !== call.account.id;
  return isOther && ABOUT_THE_KEY.test(answer.reason)
    ? untold(call, asked, request)
    : denial(call, asked, answer);
}

/**
 * The key, when its policy or a grant, with the caller's own policies, lets the call go on.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html
 */
export function allowKey(call: Call, target: KeyTarget, request: KeyRequest): FoundKey {
  const found = existing(call, target);
  const asked: AccessRequest = {
    action: request.action,
    resource: target.arn,
    accountId: target.accountId,
    context: keyContext(call, found, request),
  };
  traceRequest(call, asked);
  const answer = judge(call, asked);
  if (found && answer.decision === 'allow') return found;
  // a grant only allows: no denial gives way to it
  const isOpen = !answer.reason.startsWith('explicit-deny');
  if (found && isOpen && grantAllows(call, found, request, asked)) return found;
  const refused = keyDenial(call, asked, answer, request);
  if (found?.isNew) forgetKey(call, found);
  throw refused;
}

/** A key of the caller's own account, for operations that reach no other account. */
export function allowOwnKey(
  call: Call,
  keyId: string,
  request: KeyRequest,
  takesAlias = false,
): FoundKey {
  const target = targetOf(call, keyId, { takesAlias });
  if (target.accountId !== call.account.id)
    throw untold(call, { action: request.action, resource: target.arn }, request);
  return allowKey(call, target, request);
}

/** Refuses a key that waits for its deletion. */
export function checkNotDeleting({ arn, state }: StoredKey): void {
  if (state === 'PendingDeletion') throw invalidState(`${arn} is pending deletion.`);
}

/** Refuses a key that can do no work now. */
export function checkUsable(key: StoredKey): void {
  checkNotDeleting(key);
  if (key.state === 'Disabled')
    throw new AwsError('DisabledException', `${key.arn} is disabled.`);
}
