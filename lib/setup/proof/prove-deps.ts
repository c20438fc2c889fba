import type {
  Aws,
  AwsConnection,
  AwsCredentials,
  SnapshotStore,
  StoredPlan,
} from '@/lib/ports';
import type { PlanFixture } from '../plan/plan-body';
import type { ShareRequest } from '../recipes/share-bucket';
import type { Run, RunDeps } from '../saga/run-deps';
import type { ProofCheckView } from '../schema';

export type ProveDeps = RunDeps & {
  snapshots: Pick<SnapshotStore, 'loadLatest' | 'loadOrg'>;
  aws: Pick<Aws, 'readTarget' | 'write' | 'whoAmI' | 'actAs' | 'assumeRoleWith' | 's3'>;
};

/** Everything the checks of one proof share. */
export type Trial = {
  run: Run<ProveDeps>;
  plan: StoredPlan;
  fixture: PlanFixture;
  request: ShareRequest;
  sessionName: string;
  /** How long a refusal may still mean that AWS is spreading the change; in ms since 1970. */
  patientUntil: number;
  trusted: AwsConnection;
  /** With the region of the bucket. */
  trusting: AwsConnection;
};

/** What one real call answered. */
export type Observation = {
  outcome: ProofCheckView['outcome'];
  /** AWS's code; why it was not tested otherwise. */
  code: string;
  durationMs: number | null;
  credentials?: AwsCredentials;
  firstKey?: string;
};
