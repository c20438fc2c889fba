import type { BucketAccess } from '@/lib/iam/render/s3-permissions';
import type { TrustedParty } from '@/lib/iam/render/trust-policy';
import type { Borrower, CrossingRequest } from './role-request';
import type { BucketShare } from './share-request';

/** A service that takes a role for what runs in it. */
type WorkloadService = 'ec2' | 'lambda' | 'ecs-tasks' | 'pods.eks';

/** A role that is still to be made for a workload. */
export type NewWorkloadRole = {
  service: WorkloadService;
  description: string;
  sessionSeconds: number;
  tags?: Record<string, string>;
};

type BucketUse = CrossingRequest &
  BucketShare & {
    /** Null where the role is there already. */
    newRole: NewWorkloadRole | null;
    access: BucketAccess;
    region: string;
  };

/** Of one caller: the role that a workload runs as, or a user. */
export type NamedUse = BucketUse & { who: Borrower; trusted?: undefined };

/** An account that is named alone: whom its own policies let ask is its own to say. */
type WholeTrust = Extract<TrustedParty, { kind: 'account' }>;

/** Everything that is needed to use a bucket as oneself, checked. */
export type WorkloadRequest =
  | NamedUse
  | (BucketUse & { who: null; newRole: null; trusted: WholeTrust });

/** Whom the policies of the bucket and of its key name. */
export const principalOf = ({ who, trusted }: WorkloadRequest): string =>
  who ? who.arn : `arn:${trusted.partition}:iam::${trusted.accountId}:root`;
