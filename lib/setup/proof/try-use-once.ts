import type { AwsCredentials, KeyTrial, MendedUse, S3Call } from '@/lib/ports';
import { bucketIn, objectIn, placeOf } from '../mend/use/place-of';
import { observe, untested } from './observe';
import { ownerElsewhere } from './owner-elsewhere';
import type { Observation, Trial } from './prove-deps';

const KEY_TRIALS: Record<string, KeyTrial['action']> = {
  'kms:decrypt': 'kms:Decrypt',
  'kms:encrypt': 'kms:Encrypt',
  'kms:generatedatakey': 'kms:GenerateDataKey',
  'kms:generatedatakeywithoutplaintext': 'kms:GenerateDataKeyWithoutPlaintext',
};

/** A call that changes nothing and is refused as the use is; null where there is none. */
function callOf({ action, resource, isThroughS3 }: MendedUse): S3Call | KeyTrial | null {
  if (isThroughS3) return null;
  const name = action.toLowerCase();
  const [bucket, key] = [bucketIn(resource), objectIn(resource)];
  const keyAction = KEY_TRIALS[name];
  if (keyAction) return { action: keyAction, keyArn: resource };
  if (bucket === null) return null;
  if (name === 's3:getobject' && key)
    return { kind: 'get', bucket, key, isFirstByteOnly: true };
  return name === 's3:listbucket' && key === null
    ? { kind: 'list', bucket, prefix: '' }
    : null;
}

/** Why a use is not tried for real; null where it can be without changing anything. */
export function whyNotTried(use: MendedUse): string | null {
  if (callOf(use) !== null) return null;
  if (use.isThroughS3) return 'only S3 itself may call KMS for it';
  return use.action.toLowerCase() === 's3:putobject'
    ? `a test would put something in the place of ${placeOf(use.resource)}`
    : `this console makes no call of ${use.action}`;
}

/** The use that was refused, once, with keys of whoever makes it. */
export async function tryUseOnce(
  trial: Trial,
  credentials: AwsCredentials,
  use: MendedUse,
): Promise<Observation> {
  const { aws, clock } = trial.run.deps;
  const call = callOf(use);
  if (call === null) return untested(`Not tested: ${whyNotTried(use)}.`);
  if ('keyArn' in call)
    return (await observe(clock, () => aws.tryKey(trial.trusting, credentials, call)))
      .seen;
  const placed = { ...call, ...ownerElsewhere(trial) };
  const { seen } = await observe(
    clock,
    () => aws.s3(trial.trusting, credentials, placed),
    ({ status }) => String(status),
  );
  // An object without a first byte is empty; whoever may not read it is not told so.
  return seen.code === 'InvalidRange' ? { ...seen, outcome: 'works' } : seen;
}
