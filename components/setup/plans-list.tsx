import Link from 'next/link';
import { PageHeader } from '@/components/frame/page-header';
import { SmallBridge } from '@/components/frame/small-bridge';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { type DataColumn, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { Time } from '@/components/ui/time';
import { planPath } from '@/lib/core/links';
import type { PlanRow } from '@/lib/setup/plan-views';
import { sayState } from './plan-words';

export type PlansListProps = { plans: readonly PlanRow[] };

const COLUMNS: DataColumn<PlanRow>[] = [
  {
    id: 'title',
    header: 'Plan',
    card: 'title',
    cell: (plan) => (
      <Link href={planPath(plan.id)} className="font-strong wrap-anywhere">
        {plan.title}
      </Link>
    ),
  },
  {
    id: 'state',
    header: 'State',
    cell: (plan) => {
      const { word, tone } = sayState(plan.state);
      return <Badge tone={tone}>{word}</Badge>;
    },
  },
  {
    id: 'role',
    header: 'Role',
    cell: (plan) => <code className="wrap-anywhere">{plan.roleName}</code>,
  },
  { id: 'accounts', header: 'Accounts', cell: (plan) => plan.accounts.join(', ') },
  {
    id: 'made',
    header: 'Made',
    align: 'end',
    cell: (plan) => <Time at={plan.createdAt} format="relative" />,
  },
];

/** Every plan that was made here, newest first. */
export function PlansList({ plans }: PlansListProps) {
  return (
    <div className="min-w-0">
      <PageHeader
        title="Plans"
        lead="What was to be written, what was, and what came of it."
        actions={
          <ButtonLink href="/new" variant="primary">
            New access
          </ButtonLink>
        }
      />
      <div className="card min-w-0">
        {plans.length === 0 ? (
          <EmptyState title="No plans yet" picture={<SmallBridge state="untested" />}>
            A plan shows every statement that would be written in both accounts, before
            anything is. Build one with New access.
          </EmptyState>
        ) : (
          <DataTable
            caption="Plans"
            columns={COLUMNS}
            rows={plans}
            rowKey={(plan) => plan.id}
          />
        )}
      </div>
    </div>
  );
}
