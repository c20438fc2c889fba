import { Skeleton, SkeletonRows } from '@/components/ui/skeleton';

const TITLE_WIDTH = '18ch';

function SkeletonCard({ rowCount }: { rowCount: number }) {
  return (
    <div className="card overflow-hidden p-4">
      <SkeletonRows rowCount={rowCount} label="Reading…" />
    </div>
  );
}

/** The wizard before its draft is there. */
export function WizardSkeleton() {
  return (
    <div className="grid min-w-0 gap-5">
      <div className="text-xl">
        <Skeleton width={TITLE_WIDTH} />
      </div>
      <div className="grid min-w-0 gap-6 lg:grid-cols-[minmax(300px,420px)_minmax(0,1fr)]">
        <SkeletonCard rowCount={5} />
        <SkeletonCard rowCount={5} />
      </div>
    </div>
  );
}

/** A plan before it is there. */
export function PlanSkeleton() {
  return (
    <div className="grid min-w-0 gap-6">
      <div className="text-2xl">
        <Skeleton width="70%" />
        <Skeleton width="40%" />
      </div>
      <SkeletonCard rowCount={3} />
      <SkeletonCard rowCount={6} />
    </div>
  );
}

/** The list of plans before it is there. */
export function PlansListSkeleton() {
  return (
    <div className="grid min-w-0 gap-5">
      <div className="text-xl">
        <Skeleton width={TITLE_WIDTH} />
      </div>
      <SkeletonCard rowCount={8} />
    </div>
  );
}
