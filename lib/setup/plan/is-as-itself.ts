import type { PlanBody } from '@/lib/ports';

/** Whether who is let in uses the bucket or key as itself, and takes no role to do so. */
export const isAsItself = ({
  bucket,
  roleArn,
  whoArn,
  mendsUse,
}: Pick<PlanBody, 'bucket' | 'roleArn' | 'whoArn' | 'mendsUse'>): boolean =>
  (bucket !== '' || mendsUse !== undefined) && roleArn === whoArn;
