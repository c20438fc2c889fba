import { Badge } from '@/components/ui/badge';
import { type DataColumn, DataTable } from '@/components/ui/data-table';
import { Time } from '@/components/ui/time';
import type { SnapshotRow } from '@/lib/inventory/schema';

const TONE = { complete: 'ok', partial: 'warn', failed: 'danger' } as const;

const COLUMNS: readonly DataColumn<SnapshotRow>[] = [
  {
    id: 'taken',
    header: 'Read at',
    card: 'title',
    cell: ({ takenAt }) => <Time at={takenAt} />,
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ state }) => <Badge tone={TONE[state]}>{state}</Badge>,
  },
  {
    id: 'roles',
    header: 'Roles',
    align: 'end',
    cell: ({ rolesTotal }) => rolesTotal.toLocaleString('en-GB'),
  },
  { id: 'sentence', header: 'What it says', cell: ({ sentence }) => sentence ?? '–' },
];

/** The readings that were kept; each stays as it was. */
export function AccountSnapshots({ snapshots }: { snapshots: readonly SnapshotRow[] }) {
  return (
    <section aria-label="Readings" className="card overflow-hidden xl:col-span-2">
      <h2 className="px-6 pt-5 pb-2 max-md:px-4">Readings</h2>
      {snapshots.length === 0 ? (
        <p className="px-6 pb-5 text-muted max-md:px-4">
          None yet. “Read now” takes the first.
        </p>
      ) : (
        <DataTable
          caption="Readings, newest first"
          columns={COLUMNS}
          rows={snapshots}
          rowKey={({ id }) => id}
        />
      )}
    </section>
  );
}
