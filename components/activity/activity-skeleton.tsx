import { PageHeader } from '@/components/frame/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';

export function ActivitySkeleton() {
  return (
    <>
      <PageHeader title="Activity" />
      <SkeletonRows rowCount={12} rowHeightPx={58} label="Reading the log…" />
    </>
  );
}
