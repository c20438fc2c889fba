import { PageHeader } from '@/components/frame/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <>
      <PageHeader title="Notifications" kicker="Settings / Notifications" />
      <div className="card mt-4 overflow-hidden">
        <SkeletonRows
          rowCount={6}
          rowHeightPx={58}
          label="Reading who is told of what…"
        />
      </div>
    </>
  );
}
