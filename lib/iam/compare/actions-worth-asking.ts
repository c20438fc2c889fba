import { lookUp } from '@/lib/core/look-up';
import type { ParsedStatement } from '../parse/policy';
import { isObject, toStrings } from '../parse/values';
import { overlapSamples, samplesOf } from './samples';

/** Actions that tell usual patterns from one another. */
const KNOWN: Record<string, string[]> = {
  sts: [
    'AssumeRole',
    'AssumeRoleWithWebIdentity',
    'AssumeRoleWithSAML',
    'TagSession',
    'SetSourceIdentity',
    'SetContext',
  ],
  s3: [
    'GetObject',
    'GetObjectVersion',
    'GetObjectAcl',
    'PutObject',
    'PutObjectAcl',
    'DeleteObject',
    'ListBucket',
    'GetBucketLocation',
    'GetBucketPolicy',
    'PutBucketPolicy',
  ],
  kms: [
    'Decrypt',
    'Encrypt',
    'GenerateDataKey',
    'GenerateDataKeyWithoutPlaintext',
    'ReEncryptFrom',
    'DescribeKey',
    'CreateGrant',
    'PutKeyPolicy',
    'ScheduleKeyDeletion',
  ],
};

/** As the document writes them: what is asked is shown to people. */
function writtenActions({ source }: ParsedStatement): string[] {
  const { Action, NotAction } = isObject(source) ? source : {};
  return toStrings(NotAction ?? Action) ?? [];
}

/**
 * Actions worth asking about: those that the statements name, some that fit their wildcards,
 * some that fit two at once, usual ones of each service, and one of each that nobody named.
 *
 * @param services services that are asked about even when only `*` is written
 */
export function actionsWorthAsking(
  statements: ParsedStatement[],
  services: string[],
): string[] {
  const patterns = statements.flatMap(writtenActions);
  const texts = [
    ...patterns.flatMap(samplesOf),
    ...overlapSamples(patterns),
    ...overlapSamples(patterns).map((text) => `${text}any`),
  ].filter((text) => /^[a-z0-9-]+:[a-z0-9]+$/i.test(text));
  const named = new Set([
    ...services,
    ...texts.map((text) => text.split(':')[0]?.toLowerCase() ?? ''),
  ]);
  const usual = [...named].flatMap((service) =>
    [...(lookUp(KNOWN, service) ?? []), 'Unnamed'].map((name) => `${service}:${name}`),
  );
  const byName = new Map([...texts, ...usual].map((one) => [one.toLowerCase(), one]));
  const isUsual = new Set(usual);
  return [...byName.values()].sort(
    (a, b) => Number(isUsual.has(b)) - Number(isUsual.has(a)),
  );
}
