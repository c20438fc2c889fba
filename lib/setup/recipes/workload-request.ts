import type { BucketAccess } from '@/lib/iam/render/s3-permissions';
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

/** Everything that is needed to use a bucket as oneself, checked. */
export type WorkloadRequest = CrossingRequest &
  BucketShare & {
    /** Who calls: the role that a workload runs as, or a user. */
    who: Borrower;
    /** Null where the role is there already. */
    newRole: NewWorkloadRole | null;
    access: BucketAccess;
    region: string;
  };
