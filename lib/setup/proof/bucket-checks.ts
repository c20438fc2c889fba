import type { DeckState } from '@/lib/core/views';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { AwsCredentials, S3Call } from '@/lib/ports';
import { type Asking, questionOf, sayPlaces } from '../guards/asks';
import { judgeWorst } from '../judge-role';
import { PROMISED } from '../recipes/share-request';
import type { ProofCheckView } from '../schema';
import { askBucket, markerKey, NOT_SENT, stemOf } from '../world/ask';
import { askKeyOfCall } from '../world/ask-key';
import { type KeyVerb, keyCheck } from './key-check';
import { checkOf, evaluated, observe, untested } from './observe';
import { ownerElsewhere } from './owner-elsewhere';
import type { BucketTrial, Observation, Trial } from './prove-deps';
import { callWithPatience } from './try-assume';

type BucketProof = {
  checks: ProofCheckView[];
  /** Keys that were written and have to go. */
  left: string[];
};

type Expected = ProofCheckView['expected'];
type May = (action: string, key: string) => Expected | null;
type Ask = (action: string, key: string) => DeckState;

/** Who uses the bucket: by keys that we hold, or else by what the engine says. */
export type Caller = {
  credentials: AwsCredentials | null;
  /** Why there are none. */
  whyNot: string;
  /** Under which circumstances it calls, where guards stand on the bucket itself. */
  asking?: Asking;
};

/** Whoever has become the role, or nobody; keys of an owner's role are theirs to use. */
export const callerOf = (
  credentials: AwsCredentials | null | undefined,
  { request: { roleName }, isTheirs }: Pick<Trial, 'request' | 'isTheirs'>,
): Caller => ({
  credentials: (!isTheirs && credentials) || null,
  whyNot: isTheirs
    ? `nothing is done with ${roleName}, which is its owner’s`
    : `no keys of ${roleName} could be had`,
});

type Bench = Caller & {
  trial: BucketTrial;
  may: May;
  ask: Ask;
  proof: BucketProof;
};

/**
 * Calls on the bucket as whoever uses it: what was promised must work, and the rest must not. Real
 * calls where keys of it are to be had; else each is told by evaluation.
 */
export async function bucketChecks(
  trial: BucketTrial,
  caller: Caller,
  facts: WorldFacts,
): Promise<BucketProof> {
  const proof: BucketProof = { checks: [], left: [] };
  const ask = askOf(trial, caller, facts);
  const bench: Bench = { ...caller, trial, may: mayOf(trial, ask), ask, proof };
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
function mayOf({ request }: BucketTrial, ask: Ask): May {
  const { access } = request;
  if (access !== 'custom')
    return (action, key) => {
      const isInside = key.startsWith(stemOf(request.keys));
      return isInside && PROMISED[access].includes(action) ? 'works' : 'denied';
    };
  return (action, key) => {
    const deck = ask(action, key);
    return deck === 'works' || deck === 'denied' ? deck : null;
  };
}

/** What the engine says of one call of ours, with the key that it needs. */
function askOf({ request, plan }: BucketTrial, caller: Caller, facts: WorldFacts): Ask {
  const { roleArn } = plan.body;
  const { context, absentKeys = [] } = knownOf(caller);
  const known = { context, absentKeys: [...NOT_SENT, ...absentKeys] };
  return (action, key) =>
    judgeWorst([
      askBucket(facts, roleArn, request, { action, key }, known),
      ...askKeyOfCall(facts, roleArn, request, action, { context, absentKeys }),
    ]).deck;
}

export const knownOf = ({ asking }: Caller) =>
  asking ? questionOf(asking) : { context: {} };

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
  if (isPut && id === 'put') noteKey(bench, 'encrypts', key, seen);
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
  const seen = await callCheck(bench, 's3:GetObject', key, {
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
  // What others have put there may be encrypted by a key of before.
  if (isPut && seen?.outcome === 'works') noteKey(bench, 'decrypts', marker, seen);
}

/** Of a bucket that a customer key encrypts, what S3 says of the key beside its answer. */
function noteKey(
  { trial, proof }: Bench,
  verb: KeyVerb,
  key: string,
  { encryption }: Observation,
): void {
  const { keyArn, bucket } = trial.request;
  if (keyArn) proof.checks.push(keyCheck(verb, { key, bucket, keyArn, encryption }));
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
  bench: Bench,
  action: string,
  key: string,
  { id, verb, call, reconsider }: Call,
): Promise<Observation | null> {
  const { trial, credentials, whyNot } = bench;
  const expected = bench.may(action, key);
  if (expected === null) return null;
  const raw = credentials
    ? await callAs(trial, credentials, call, expected)
    : evaluated(whyNot, bench.ask(action, key));
  const excuse =
    expected === 'works' && raw.outcome === 'denied' ? excuseOf(bench) : null;
  const seen = excuse
    ? evaluated(excuse, bench.ask(action, key))
    : (reconsider?.(raw, expected) ?? raw);
  const sentence = `${trial.plan.body.roleName} ${verb}`;
  bench.proof.checks.push(checkOf({ id, sentence, expected }, seen));
  return seen;
}

/** Guards on the bucket itself may ask for a place that no call of ours comes from. */
const excuseOf = ({ trial, asking }: Bench): string | null =>
  asking ? sayPlaces(trial.request.guards) : null;

async function callAs(
  trial: BucketTrial,
  credentials: AwsCredentials,
  call: Call['call'],
  expected: Expected,
): Promise<Observation> {
  const { aws, clock } = trial.run.deps;
  const { bucket } = trial.plan.body;
  const elsewhere = ownerElsewhere(trial);
  const once = async (): Promise<Observation> => {
    const { seen, value } = await observe(
      clock,
      () => aws.s3(trial.trusting, credentials, { ...call(bucket), ...elsewhere }),
      ({ status }) => String(status),
    );
    const { firstKey, encryption } = value ?? {};
    return {
      ...seen,
      ...(firstKey !== undefined && { firstKey }),
      ...(encryption && { encryption }),
    };
  };
  return expected === 'works' ? callWithPatience(trial, once) : once();
}
