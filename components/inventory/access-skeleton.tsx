import { PageHeader } from '@/components/frame/page-header';
import { Skeleton, SkeletonRows } from '@/components/ui/skeleton';

export function AccessSkeleton() {
  return (
    <>
      <PageHeader title="Access" actions={<Skeleton width="22ch" />} />
      <div className="mt-4 mb-3 h-10 rounded-control border border-hairline bg-surface" />
      <SkeletonRows label="Reading the crossings…" />
    </>
  );
}
