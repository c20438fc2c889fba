import type { DeckState } from '@/lib/core/views';
import type { AwsCredentials, S3Call } from '@/lib/ports';
import { type Asking, sayPlaces } from '../guards/asks';
import type { ProofCheckView } from '../schema';
import { type KeyVerb, keyCheck } from './key-check';
import { checkOf, evaluated, observe } from './observe';
import { ownerElsewhere } from './owner-elsewhere';
import type { BucketTrial, Observation, Trial } from './prove-deps';
import { callWithPatience } from './try-assume';

export type BucketProof = {
  checks: ProofCheckView[];
  /** Keys that were written and have to go. */
  left: string[];
};

type Expected = ProofCheckView['expected'];
export type May = (action: string, key: string) => Expected | null;
export type Ask = (action: string, key: string) => DeckState;

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

/** What calls on a bucket are made with, and where their lines are kept. */
export type Bench = Caller & {
  trial: BucketTrial;
  may: May;
  ask: Ask;
  proof: BucketProof;
};

type Call = {
  id: string;
  verb: string;
  call: (bucket: string) => S3Call;
  reconsider?: (seen: Observation, expected: Expected) => Observation;
};

/** A line of the proof: a call, or what the engine says of it; null where nothing is promised. */
export async function callCheck(
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

/** Of a bucket that a customer key encrypts, what S3 says of the key beside its answer. */
export function noteKey(
  { trial, proof }: Bench,
  verb: KeyVerb,
  key: string,
  { encryption }: Observation,
): void {
  const { keyArn, bucket } = trial.request;
  if (keyArn) proof.checks.push(keyCheck(verb, { key, bucket, keyArn, encryption }));
}
