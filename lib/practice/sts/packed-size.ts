import { deflateRawSync } from 'node:zlib';
import { AwsError } from '../wire/aws-error';
import type { RoleSession } from '../world/session-types';

type Packed = Pick<RoleSession, 'policies' | 'policyArns' | 'tags'>;

// AWS does not say how it packs. Nine tags of 252 characters are known to take 498 %, and
// policies, which shrink well, to pass the limit only when they are long and varied.
const TAG_BYTES_A_PERCENT = 4.55;
const POLICY_BYTES_A_PERCENT = 12;

const tagBytes = (tags: Record<string, string>): number =>
  Buffer.byteLength(Object.entries(tags).flat().join(''));

function policyBytes({ policies, policyArns }: Packed): number {
  const text = [...policies, ...policyArns].join('\n');
  return text === '' ? 0 : deflateRawSync(text).length;
}

/**
 * How much of the room for session policies and tags is used, in percent; nothing when
 * neither was passed. Refuses what does not fit.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export function packedSize(packed: Packed): number | undefined {
  const tags = tagBytes(packed.tags) / TAG_BYTES_A_PERCENT;
  const policies = policyBytes(packed) / POLICY_BYTES_A_PERCENT;
  const percent = Math.ceil(tags + policies);
  if (percent <= 100) return percent || undefined;
  const what = policies > tags ? 'policy' : 'session tags';
  throw new AwsError(
    'PackedPolicyTooLarge',
    `Packed size of ${what} consumes ${percent}% of allotted space.`,
  );
}
