import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { questionOf } from '../guards/asks';
import { judgeWorst } from '../judge-role';
import { PROMISED } from '../recipes/share-request';
import { askBucket, markerKey, NOT_SENT, stemOf } from '../world/ask';
import { askKeyOfCall } from '../world/ask-key';
import {
  type Ask,
  type Bench,
  type BucketProof,
  type Caller,
  callCheck,
  type May,
  noteKey,
} from './call-check';
import { untested } from './observe';
import type { BucketTrial, Observation } from './prove-deps';

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
