import { PageHeader } from '@/components/frame/page-header';
import { titled } from '@/components/frame/titled';
import { SkeletonRows } from '@/components/ui/skeleton';

function Loading() {
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

export default titled('Notifications', Loading);
