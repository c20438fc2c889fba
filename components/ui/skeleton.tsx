import clsx from 'clsx';

export type SkeletonProps = {
  /** Width as CSS, e.g. `12ch` or `60%`. */
  width?: string | undefined;
  className?: string | undefined;
};

/** One line of text that is still on its way. */
export function Skeleton({ width = '100%', className }: SkeletonProps) {
  return (
    <span aria-hidden="true" className={clsx('skeleton', className)} style={{ width }} />
  );
}

export type SkeletonRowsProps = {
  rowCount?: number | undefined;
  /** The height a real row has, so nothing jumps. */
  rowHeightPx?: number | undefined;
  /** What is being read, for screen readers. */
  label?: string | undefined;
};

const widths = ['62%', '48%', '71%', '55%', '66%'];

export function SkeletonRows({
  rowCount = 12,
  rowHeightPx = 58,
  label = 'Reading…',
}: SkeletonRowsProps) {
  const rows = Array.from({ length: rowCount }, (_, index) => `row-${index}`);
  return (
    <div role="status" aria-label={label}>
      {rows.map((row, index) => (
        <div
          key={row}
          className="flex flex-col justify-center border-b border-hairline px-3"
          style={{ height: rowHeightPx }}
        >
          <Skeleton width={widths[index % widths.length]} />
          <Skeleton width="30%" />
        </div>
      ))}
    </div>
  );
}
