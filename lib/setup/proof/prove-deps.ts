import type { DeckState } from '@/lib/core/views';
import type {
  AttestationStore,
  Aws,
  AwsConnection,
  AwsCredentials,
  S3Encryption,
  SnapshotStore,
  StoredPlan,
} from '@/lib/ports';
import type { PlanFixture } from '../plan/plan-fixture';
import type { CrossingRequest, OwnRequest } from '../recipes/role-request';
import type { BucketShare, ShareRequest } from '../recipes/share-request';
import type { NamedUse, WorkloadRequest } from '../recipes/workload-request';
import type { Run, RunDeps } from '../saga/run-deps';
import type { ProofCheckView } from '../schema';

export type ProveDeps = RunDeps & {
  snapshots: Pick<SnapshotStore, 'loadLatest' | 'loadOrg'>;
  attestations: Pick<AttestationStore, 'listOf'>;
  aws: Pick<
    Aws,
    | 'readTarget'
    | 'write'
    | 'whoAmI'
    | 'actAs'
    | 'assumeRole'
    | 'assumeRoleWith'
    | 'assumeBySignIn'
    | 's3'
    | 'tryKey'
    | 'lookupEvents'
  >;
  /** A proof writes: it puts a marker into the bucket and takes it away again. */
  env: { areChangesOn: boolean };
};

/** Everything the checks of one proof share. */
export type Trial = {
  run: Run<ProveDeps>;
  plan: StoredPlan;
  fixture: PlanFixture;
  request: CrossingRequest;
  sessionName: string;
  /** How long a refusal may still mean that AWS is spreading the change; in ms since 1970. */
  patientUntil: number;
  /** Null where this console has no way into the trusted account. */
  trusted: AwsConnection | null;
  /** With the region of the bucket; a way into another account where the role's has none. */
  trusting: AwsConnection;
  /** This console has no way into the role's account: nobody there is played, no key of it used. */
  isTheirs: boolean;
};

/** One whose caller can be played. */
export type PlayedTrial = Trial & { trusted: AwsConnection };

/** One whose role is to use a bucket. */
export type BucketTrial = Trial & { request: CrossingRequest & BucketShare };

/** One whose caller is somebody of ours. */
export type OwnTrial = PlayedTrial & { request: OwnRequest };

export type ShareTrial = PlayedTrial & { request: ShareRequest };

/** One whose caller uses a bucket as itself. */
export type WorkloadTrial = Trial & { request: WorkloadRequest };

/** The same of one caller; `whyNot` says why nobody here can call as it, null where that is to be tried. */
export type NamedTrial = Trial & { request: NamedUse; whyNot: string | null };

/** What a proof found out. */
export type Made = {
  checks: ProofCheckView[];
  /** Keys that it wrote and could not take away again. */
  remaining: string[];
  /** The role was taken, and nothing was done with it. */
  isUnused?: true;
  /** One call was made, and nothing was tried beside it. */
  isOneCall?: true;
};

/** What one real call answered. */
export type Observation = {
  outcome: ProofCheckView['outcome'];
  /** AWS's code; why it was not tested otherwise. */
  code: string;
  durationMs: number | null;
  credentials?: AwsCredentials;
  firstKey?: string;
  encryption?: S3Encryption;
  evaluated?: DeckState;
  /** Nobody here can make the call. */
  isOutOfReach?: true;
};
