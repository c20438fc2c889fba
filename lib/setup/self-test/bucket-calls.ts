import type { StoredPlan } from '@/lib/ports';
import { quoteAnyShell } from '../export/quote';
import type { BucketShare } from '../recipes/share-request';
import { stemOf } from '../world/ask';

const FILE = 'drawbridge-test.txt';

/** The calls of the aws command on what a plan shares of its bucket. */
export function callsOn(
  { body: { bucket, region } }: StoredPlan,
  keys: string | null = null,
) {
  const at = region === '' ? [] : [`--region=${region}`];
  const call = (...words: string[]) =>
    `aws ${[...words, ...at].map(quoteAnyShell).join(' ')}`;
  const stem = stemOf(keys);
  const object = `s3://${bucket}/${stem}${FILE}`;
  return {
    put: `echo drawbridge | ${call('s3', 'cp', '-', object)}`,
    get: call('s3', 'cp', object, '-'),
    remove: call('s3', 'rm', object),
    list: (prefix = stem) =>
      call(
        ...['s3api', 'list-objects-v2', `--bucket=${bucket}`, '--max-keys=3'],
        ...(prefix === '' ? [] : [`--prefix=${prefix}`]),
        ...['--query=Contents[].Key', '--output=text'],
      ),
    own: `${stem}${FILE}`,
  };
}

/** What the access promises, called; and what it must not do, whose refusal is said. */
export function bucketCalls(
  plan: StoredPlan,
  { access, keys = null }: Partial<BucketShare>,
): string[] {
  const { put, get, remove, list, own } = callsOn(plan, keys);
  if (access === 'read') return [list(), ...mustFail('put an object', put)];
  if (access === 'write')
    return [`# ${FILE} stays in the bucket.`, put, ...mustFail('read it back', get)];
  if (access === 'both')
    return [
      `# ${FILE} stays in the bucket.`,
      ...[put, list(own), get],
      ...mustFail('delete it', remove),
    ];
  return access === 'all' ? [put, list(own), get, remove] : [];
}

const mustFail = (deed: string, line: string): string[] => [
  `if said=$( { ${line} >/dev/null; } 2>&1 ); then echo ${quoteAnyShell(`Not as planned: it could ${deed}.`)}; exit 1; fi`,
  // Only a denial is one: a lost connection has refused nothing.
  `case "$said" in *AccessDenied*|*Forbidden*) echo ${quoteAnyShell(`Refused, as planned: to ${deed}.`)};; *) printf '%s\\n' "$said"; exit 1;; esac`,
];
