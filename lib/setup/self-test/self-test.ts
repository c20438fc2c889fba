import { nameOfArn } from '@/lib/core/arn';
import { isAsItself } from '@/lib/core/is-as-itself';
import type { StoredPlan } from '@/lib/ports';
import { pastedScript } from '../export/pasted';
import { oneLine, quoteAnyShell } from '../export/quote';
import { practiceLines } from '../handshake/practice-lines';
import { sayWho } from '../handshake/say-half';
import { assumeWords, furtherComments } from '../plan/assume-words';
import { readFixture } from '../plan/read-fixture';
import type { SelfTestView } from '../plan-views';
import type { BucketShare } from '../recipes/share-request';
import { bucketCalls } from './bucket-calls';

const KEY_NOTE =
  'S3 encrypts with the bucket’s key as you put and decrypts as you read, so these calls are the test of the key. aws kms decrypt on a plain file can never pass: it takes only what KMS itself has encrypted.';
const NO_LIST_NOTE =
  'aws s3 ls is left out: it needs s3:ListBucket, which an access that only writes does not have.';

const aws = (...words: string[]): string => `aws ${words.map(quoteAnyShell).join(' ')}`;

/**
 * The calls that show a crossing, for a terminal with the keys of whoever crosses; null where
 * that is nobody with keys. The terminal keeps its own keys.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_use-resources.html
 */
export function selfTestOf(
  plan: StoredPlan,
  practiceUrl: string | null,
): SelfTestView | null {
  const { request } = readFixture(plan);
  const { body } = plan;
  const isCall = body.restores === undefined && body.mendsUse === undefined;
  if (request.who === null || !isCall) return null;
  const share = body.bucket === '' ? null : (request as Partial<BucketShare>); // a bucket is shared
  const lines = [
    ...practiceLines({ practiceUrl }),
    `# As ${oneLine(`${sayWho(plan)}: ${nameOfArn(body.whoArn)}`)}.`,
    ...(isAsItself(body) ? [] : roleLines(plan)),
    aws('sts', 'get-caller-identity', '--query=Arn', '--output=text', ...regionOf(plan)),
    ...(share ? bucketCalls(plan, share) : []),
  ];
  return {
    text: pastedScript(['set -e', ...lines]),
    notes: [
      ...(share?.keyArn && share.access !== 'custom' ? [KEY_NOTE] : []),
      ...(share?.access === 'write' ? [NO_LIST_NOTE] : []),
    ],
  };
}

const regionOf = ({ body: { region } }: StoredPlan): string[] =>
  region === '' ? [] : [`--region=${region}`];

/** Takes the role, and lets the calls after it go by the three values of its session. */
const roleLines = (plan: StoredPlan): string[] => [
  ...furtherComments(plan),
  `KEYS=$(${aws(
    ...assumeWords(plan, 'drawbridge-test'),
    '--query=Credentials.[AccessKeyId,SecretAccessKey,SessionToken]',
    '--output=text',
  )})`,
  ...['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'].map(
    (name, at) => `export ${name}="$(printf %s "$KEYS" | cut -f${at + 1})"`,
  ),
];
