'use client';

import { useQuery } from '@tanstack/react-query';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { TrustHistoryView } from '@/lib/inventory/role-schema';
import { trustHistoryQuery } from './queries';
import { RestoreButton, type RestoreTrust } from './restore-button';
import { countOf } from './say-crossing';
import { TrustVersion } from './trust-version';

type HistoryTabProps = { roleArn: string; restore: RestoreTrust | null };

/** How the trust policy was, reading by reading: asked when the tab is opened. */
export function HistoryTab({ roleArn, restore }: HistoryTabProps) {
  const { data, error, refetch, isFetching } = useQuery(trustHistoryQuery(roleArn));
  if (data) return <TrustHistory history={data} roleArn={roleArn} restore={restore} />;
  if (error && !isFetching) {
    return (
      <Banner
        tone="danger"
        title="The history could not be read"
        isAnnounced
        className="mt-4"
        action={
          <Button size="small" onPress={() => void refetch()}>
            Try again
          </Button>
        }
      >
        {error.message}
      </Banner>
    );
  }
  return <SkeletonRows rowCount={4} label="Reading the history…" />;
}

type TrustHistoryProps = HistoryTabProps & { history: TrustHistoryView };

export function TrustHistory({ history, roleArn, restore }: TrustHistoryProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 pt-4">
      <p className="max-w-[72ch] text-muted text-pretty">{sayHistory(history)}</p>
      <ol className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {history.versions.map((version, index) => (
          <li key={version.number}>
            <TrustVersion
              version={version}
              isNow={index === 0}
              restore={
                index > 0 && restore ? (
                  <RestoreButton roleArn={roleArn} version={version} restore={restore} />
                ) : null
              }
            />
          </li>
        ))}
      </ol>
    </div>
  );
}

function sayHistory({ versions, readingsTotal, hasEarlier }: TrustHistoryView): string {
  if (readingsTotal === 1)
    return 'The account was read once so far, so no earlier version is known.';
  const where = hasEarlier
    ? `the last ${readingsTotal} readings of the account. Earlier ones were not looked at`
    : `${readingsTotal} readings of the account`;
  const what =
    versions.length === 1
      ? 'The trust policy has not changed'
      : `${countOf(versions.length, 'version')} of the trust policy`;
  return `${what} in ${where}. What stood between two readings was not seen.`;
}
