import type { PlanBody } from '@/lib/ports';

/** Whether who is let in uses the bucket as itself, and takes no role to do so. */
export const isAsItself = ({
  bucket,
  roleArn,
  whoArn,
}: Pick<PlanBody, 'bucket' | 'roleArn' | 'whoArn'>): boolean =>
  bucket !== '' && roleArn === whoArn;
