import { Banner } from '@/components/ui/banner';
import type { ActivityPage } from '@/lib/activity/schema';

/** Each row holds the hash of the one before: one changed row breaks all that follow. */
export function ChainBanner({ chain }: Pick<ActivityPage, 'chain'>) {
  const rows = chain.rowsTotal.toLocaleString('en-GB');
  if (chain.isIntact) {
    return (
      <p className="mt-3 flex items-center gap-2.5 text-sm text-muted">
        <span className="tone-mark" data-tone="ok" aria-hidden="true">
          ✓
        </span>
        {chain.rowsTotal === 1 ? 'The one row is' : `All ${rows} rows are`} as they were
        written: the chain of hashes holds.
      </p>
    );
  }
  return (
    <Banner
      tone="danger"
      className="mt-4"
      isAnnounced
      title={`The log was changed at row ${chain.firstBadSequence ?? 'unknown'}`}
    >
      Its hash does not follow from the row before, so this row and all after it cannot be
      relied on. Compare with a backup of the database, and with CloudTrail.
    </Banner>
  );
}
