import type { ParsedCondition } from '@/lib/iam/conditions/condition';
import { isStrict } from '@/lib/iam/findings/conditions';
import { hasEffect, type ParsedStatement } from '@/lib/iam/parse/policy';
import { rememberPolicy } from '@/lib/iam/parse/remember-policy';

/** Keys that close a statement for everybody when they are held to fixed values. */
const CLOSING_KEYS = new Set([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceorgid',
  'aws:sourceowner',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:userid',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
]);

/** No wider range keeps the public out, though its first address be a private one. */
const WIDEST_BITS = { v4: 8, v6: 32 };

function isWide(range: string): boolean {
  const [address = '', bits] = range.split('/');
  const widest = address.includes(':') ? WIDEST_BITS.v6 : WIDEST_BITS.v4;
  return bits !== undefined && Number(bits) < widest;
}

function isClosing(condition: ParsedCondition): boolean {
  if (!isStrict(condition)) return false;
  const values = condition.values.map(({ raw }) => raw);
  const key = condition.key.toLowerCase();
  if (key === 'aws:sourceip') return !values.some(isWide);
  return CLOSING_KEYS.has(key) && !values.some((value) => /[*?]|\$\{/.test(value));
}

function isPublic(statement: ParsedStatement): boolean {
  const { effect, principal, conditions } = statement;
  if (effect !== 'Allow' || !hasEffect(statement) || !principal) return false;
  return (principal.isNegated || principal.isEveryone) && !conditions.some(isClosing);
}

/**
 * Whether a bucket policy is public as S3 means it: some statement allows everybody and is
 * not held to fixed values of a key that closes it. Denials do not count.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export const isPublicPolicy = (policy: string | null): boolean =>
  policy !== null && rememberPolicy(policy, 'bucket').statements.some(isPublic);
