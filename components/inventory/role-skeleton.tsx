import { Skeleton, SkeletonRows } from '@/components/ui/skeleton';

export function RoleSkeleton() {
  return (
    <>
      <h1 className="sr-only">Reading the role…</h1>
      <div className="text-xl">
        <Skeleton width="min(16ch, 70%)" />
      </div>
      <Skeleton width="min(44ch, 90%)" />
      <div className="card mt-5 mb-6 h-48" aria-hidden="true" />
      <SkeletonRows rowCount={6} rowHeightPx={56} label="Reading the role…" />
    </>
  );
}
