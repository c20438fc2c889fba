import { PageHeader } from '@/components/frame/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';

export function AccountsSkeleton() {
  return (
    <>
      <PageHeader title="Accounts" kicker="Settings / Accounts and connections" />
      <div className="card mt-4 overflow-hidden">
        <div className="h-28" aria-hidden="true" />
        <SkeletonRows rowCount={10} rowHeightPx={50} label="Reading the accounts…" />
      </div>
    </>
  );
}
