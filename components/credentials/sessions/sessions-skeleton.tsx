import { PageHeader } from '@/components/frame/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';

export function SessionsSkeleton() {
  return (
    <>
      <PageHeader title="Sessions" kicker="Access / Sessions" />
      <SkeletonRows rowCount={8} rowHeightPx={64} label="Reading the sessions…" />
    </>
  );
}
