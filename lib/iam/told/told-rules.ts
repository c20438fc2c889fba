import { parseArn } from '@/lib/core/arn';
import { cleanPastedJson } from '../parse/clean-pasted';
import { sayProblem } from '../validate/say-problem';
import { validatePolicyDocument } from '../validate/validate-policy-document';

const REGION = /^[a-z]{2,}(?:-[a-z]+)+-\d{1,2}$/;

/** What is wrong with a Region that was told; null where nothing is. */
export const whyNoRegion = (region: string): string | null =>
  REGION.test(region) ? null : 'Give the Region by its code, as eu-west-1.';

/** What is known of the bucket that a key is told of. */
export type KeyPlace = {
  owner: { id: string; name: string; partition: string } | null;
  region: string | null;
};

/** What is wrong with a bucket's key by its own ARN, which is how a policy names one. */
export function whyNoKey(text: string, { owner, region }: KeyPlace): string | null {
  const parts = parseArn(text);
  if (/alias\/aws\//.test(text))
    return 'aws/s3 is a key that AWS manages: its policy cannot be changed, so no other account can be let in. Its owner has to set a customer key first.';
  if (parts?.service !== 'kms' || !/^key\/[\w-]+$/.test(parts.resource))
    return 'Give the ARN of the key itself: arn:aws:kms:eu-west-1:…:key/….';
  if (owner && parts.partition !== owner.partition)
    return `This key is of partition ${parts.partition}; ${owner.name} is taken for one of ${owner.partition}.`;
  if (owner && parts.accountId !== owner.id)
    return `This key is of account ${parts.accountId}, not of ${owner.id}. A plan writes keys of the bucket’s own account.`;
  if (region && parts.region !== region)
    return `This key is in ${parts.region}, and S3 takes one of ${region} only.`;
  return null;
}

/** A policy as it was pasted, cleaned; or what is wrong with it. */
export function readToldPolicy(
  typed: string,
  kind: 'bucket' | 'key',
): { text: string } | { problem: string } {
  const { text } = cleanPastedJson(typed);
  const [problem] = validatePolicyDocument(text, kind);
  return problem ? { problem: sayProblem(problem) } : { text };
}
