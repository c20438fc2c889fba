import type { StoredPlan } from '@/lib/ports';
import { quoteBash } from '../export/quote';
import type { BucketShare } from '../recipes/share-request';
import { stemOf } from '../world/ask';

const FILE = 'drawbridge-test.txt';

/** What the access promises, called; and what it must not do, whose refusal is said. */
export function bucketCalls(
  { body: { bucket, region } }: StoredPlan,
  { access, keys = null }: Partial<BucketShare>,
): string[] {
  const at = region === '' ? [] : [`--region=${region}`];
  const call = (...words: string[]) =>
    `aws ${[...words, ...at].map(quoteBash).join(' ')}`;
  const stem = stemOf(keys);
  const object = `s3://${bucket}/${stem}${FILE}`;
  const put = `printf 'drawbridge\\n' | ${call('s3', 'cp', '-', object)}`;
  const get = call('s3', 'cp', object, '-');
  const list = (prefix: string) =>
    call(
      ...['s3api', 'list-objects-v2', `--bucket=${bucket}`, '--max-keys=3'],
      ...(prefix === '' ? [] : [`--prefix=${prefix}`]),
      ...['--query=Contents[].Key', '--output=text'],
    );
  if (access === 'read') return [list(stem), ...mustFail('put an object', put)];
  if (access === 'write')
    return [`# ${FILE} stays in the bucket.`, put, ...mustFail('read it back', get)];
  if (access === 'both')
    return [
      `# ${FILE} stays in the bucket.`,
      ...[put, list(`${stem}${FILE}`), get],
      ...mustFail('delete it', call('s3', 'rm', object)),
    ];
  return [];
}

const mustFail = (deed: string, line: string): string[] => [
  `if said=$( { ${line} >/dev/null; } 2>&1 ); then echo ${quoteBash(`Not as planned: it could ${deed}.`)}; exit 1; fi`,
  // Only a denial is one: a lost connection has refused nothing.
  `case "$said" in *AccessDenied*|*Forbidden*) echo ${quoteBash(`Refused, as planned: to ${deed}.`)};; *) printf '%s\\n' "$said"; exit 1;; esac`,
];
