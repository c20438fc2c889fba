import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { AwsCredentials, S3Call } from '@/lib/ports';
import { judgeWorst } from '../judge-role';
import { type BucketShare, PROMISED } from '../recipes/share-request';
import type { ProofCheckView } from '../schema';
import { askBucket, markerKey, stemOf } from '../world/ask';
import { askKeyOfCall } from '../world/ask-key';
import { checkOf, observe, untested } from './observe';
import { ownerElsewhere } from './owner-elsewhere';
import type { BucketTrial, Observation } from './prove-deps';
import { callWithPatience } from './try-assume';

type BucketProof = {
  checks: ProofCheckView[];
  /** Keys that were written and have to go. */
  left: string[];
};

type Expected = ProofCheckView['expected'];
type May = (action: string, key: string) => Expected | null;
type Bench = {
  trial: BucketTrial;
  credentials: AwsCredentials;
  may: May;
  proof: BucketProof;
};

/** Real calls on the bucket as the role: what was promised must work, and the rest must not. */
export async function bucketChecks(
  trial: BucketTrial,
  credentials: AwsCredentials,
  facts: WorldFacts,
): Promise<BucketProof> {
  const proof: BucketProof = { checks: [], left: [] };
  const bench: Bench = { trial, credentials, may: mayOf(trial, facts), proof };
  const marker = markerKey(trial.request.keys);
  const isPut = await putCheck(bench, marker, 'put', marker);
  const listed = await listCheck(bench);
  await readCheck(bench, marker, isPut, listed);
  if (isPut) await headCheck(bench, marker);
  if (trial.request.keys !== null) await outsideChecks(bench);
  await deleteCheck(bench, marker);
  return proof;
}

/** What the plan promises; for permissions typed as JSON, what the engine makes of them. */
function mayOf({ request, plan }: BucketTrial, facts: WorldFacts): May {
  const { access } = request;
  if (access !== 'custom')
    return (action, key) => {
      const isInside = key.startsWith(stemOf(request.keys));
      return isInside && PROMISED[access].includes(action) ? 'works' : 'denied';
    };
  return (action, key) => engineSays(facts, plan.body.roleArn, request, action, key);
}

function engineSays(
  facts: WorldFacts,
  roleArn: string,
  request: BucketShare,
  action: string,
  key: string,
): Expected | null {
  const { deck } = judgeWorst([
    askBucket(facts, roleArn, request, { action, key }),
    ...askKeyOfCall(facts, roleArn, request, action),
  ]);
  return deck === 'works' || deck === 'denied' ? deck : null;
}

async function putCheck(
  bench: Bench,
  key: string,
  id: string,
  said: string,
): Promise<boolean> {
  const body = `Drawbridge proves an access here. Plan ${bench.trial.plan.id}.\n`;
  const seen = await callCheck(bench, 's3:PutObject', key, {
    id,
    verb: `puts ${said}`,
    call: (bucket) => ({ kind: 'put', bucket, key, body }),
  });
  const isPut = seen?.outcome === 'works';
  if (isPut) bench.proof.left.push(key);
  return isPut;
}

async function listCheck(bench: Bench): Promise<Observation | null> {
  const prefix = stemOf(bench.trial.request.keys);
  return callCheck(bench, 's3:ListBucket', prefix, {
    id: 'list',
    verb: prefix ? `lists ${prefix}` : `lists ${bench.trial.plan.body.bucket}`,
    call: (bucket) => ({ kind: 'list', bucket, prefix }),
  });
}

/**
 * Reads the marker when it could be put; else looks at the first object that listing found; else
 * asks for the marker that is not there, which AWS admits only to those who may read.
 */
async function readCheck(
  bench: Bench,
  marker: string,
  isPut: boolean,
  listed: Observation | null,
): Promise<void> {
  const firstKey = isPut ? undefined : listed?.firstKey;
  const key = firstKey ?? marker;
  const verb = firstKey === undefined ? `reads ${marker}` : `looks at ${firstKey}`;
  const kind = firstKey === undefined ? 'get' : 'head';
  const isBlind = !isPut && firstKey === undefined && bench.trial.request.keys !== null;
  await callCheck(bench, 's3:GetObject', key, {
    id: 'get',
    verb,
    call: (bucket) => ({ kind, bucket, key }),
    reconsider: (seen, expected) =>
      isBlind && expected === 'works' && seen.outcome === 'denied'
        ? untested(
            'Not tested: there is no object under this prefix, and AWS hides that from a role that may list a part only. Put one there and test again.',
          )
        : seen,
  });
}

/** What a client asks before it reads: size and date, and of an encrypted object its key. */
async function headCheck(bench: Bench, key: string): Promise<void> {
  await callCheck(bench, 's3:GetObject', key, {
    id: 'head',
    verb: `looks at ${key}`,
    call: (bucket) => ({ kind: 'head', bucket, key }),
  });
}

async function outsideChecks(bench: Bench): Promise<void> {
  const key = 'drawbridge-outside.txt';
  const { bucket } = bench.trial.plan.body;
  if (bench.trial.request.access === 'read')
    await callCheck(bench, 's3:ListBucket', '', {
      id: 'list-outside',
      verb: `lists all of ${bucket}`,
      call: (name) => ({ kind: 'list', bucket: name, prefix: '' }),
    });
  else
    await putCheck(
      bench,
      key,
      'put-outside',
      `${key}, outside ${bench.trial.request.keys}`,
    );
}

async function deleteCheck(bench: Bench, key: string): Promise<void> {
  await callCheck(bench, 's3:DeleteObject', key, {
    id: 'delete',
    verb: `deletes ${key}`,
    call: (bucket) => ({ kind: 'delete', bucket, key }),
  });
}

type Call = {
  id: string;
  verb: string;
  call: (bucket: string) => S3Call;
  reconsider?: (seen: Observation, expected: Expected) => Observation;
};

async function callCheck(
  { trial, credentials, may, proof }: Bench,
  action: string,
  key: string,
  { id, verb, call, reconsider }: Call,
): Promise<Observation | null> {
  const expected = may(action, key);
  if (expected === null) return null;
  const { aws, clock } = trial.run.deps;
  const { bucket, roleName } = trial.plan.body;
  const elsewhere = ownerElsewhere(trial);
  const once = async (): Promise<Observation> => {
    const { seen, value } = await observe(
      clock,
      () => aws.s3(trial.trusting, credentials, { ...call(bucket), ...elsewhere }),
      ({ status }) => String(status),
    );
    return value?.firstKey === undefined ? seen : { ...seen, firstKey: value.firstKey };
  };
  const raw = expected === 'works' ? await callWithPatience(trial, once) : await once();
  const seen = reconsider?.(raw, expected) ?? raw;
  proof.checks.push(checkOf({ id, sentence: `${roleName} ${verb}`, expected }, seen));
  return seen;
}
