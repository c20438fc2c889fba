import { Skeleton, SkeletonRows } from '@/components/ui/skeleton';

/** The home page while its roles are on their way, at the heights of the real thing. */
export function HomeSkeleton() {
  return (
    <>
      <h1 className="mb-4">Where do you need to be?</h1>
      <div
        className="h-14 rounded-card border-[1.5px] border-hairline bg-surface max-md:h-13"
        aria-hidden="true"
      />
      <div className="mt-3 grid gap-8 xl:grid-cols-[minmax(0,1fr)_336px]">
        <SkeletonRows rowCount={8} rowHeightPx={64} label="Reading your roles…" />
        <div className="grid content-start gap-3 pt-2 max-xl:hidden" aria-hidden="true">
          <Skeleton width="7ch" />
          <div className="card h-28" />
        </div>
      </div>
    </>
  );
}
