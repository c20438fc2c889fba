import { Skeleton, SkeletonRows } from '../ui/skeleton';

/** A page on its way: the head and the rows it will most likely have. */
export function PageSkeleton() {
  return (
    <div>
      <div className="mb-6 text-xl">
        <Skeleton width="min(14ch, 60%)" />
        <div className="text-base">
          <Skeleton width="min(48ch, 90%)" />
        </div>
      </div>
      <SkeletonRows rowCount={8} />
    </div>
  );
}
