import { Deck } from '@/components/bridge/deck';
import { PrincipalChip } from '@/components/bridge/principal-chip';
import { type DataColumn, DataTable } from '@/components/ui/data-table';
import type { PlanGainView, PlanView } from '@/lib/setup/plan-views';

const COLUMNS: DataColumn<PlanGainView>[] = [
  {
    id: 'who',
    header: 'Who',
    card: 'title',
    cell: ({ who }) => (
      <PrincipalChip
        name={who.name}
        home={who.accountName}
        shape={who.isOutside ? 'outside' : 'trusted'}
      />
    ),
  },
  { id: 'how', header: 'How', cell: ({ how }) => how },
  {
    id: 'today',
    header: 'Today',
    cell: ({ today }) => <Deck state={today} className="max-w-16" />,
  },
  {
    id: 'after',
    header: 'After',
    cell: ({ after }) => <Deck state={after} className="max-w-16" />,
  },
  { id: 'gains', header: 'Gains', cell: ({ gains }) => gains },
];

const LOSS_COLUMNS = COLUMNS.map((column) =>
  column.id === 'gains' ? { ...column, header: 'Loses' } : column,
);

const keyOf = ({ who, how, today, after }: PlanGainView): string =>
  [who.arn, how, today, after].join(' ');

/** Says that nobody else gains only where everybody was looked at. */
function sayGains({
  gains,
  gainsUnknown,
}: Pick<PlanView, 'gains' | 'gainsUnknown'>): string {
  const total = gains.reduce((sum, { count = 1 }) => sum + count, 0);
  const who = total === 1 ? '1 principal' : `${total.toLocaleString('en')} principals`;
  if (gainsUnknown === null)
    return `${who}. This plan is of before everybody was looked for: others may gain access too.`;
  if (gainsUnknown.length > 0)
    return total === 0
      ? 'Nobody who was read gains access. Others may:'
      : `${who}. Others may gain access too:`;
  if (total === 0) return 'Nobody gains access that is not there already.';
  return `${who}. Nobody else in the accounts that were read gains access.`;
}

function PlanLosses({ losses }: { losses: readonly PlanGainView[] }) {
  return (
    <>
      <h2 className="px-4 pt-5 pb-2 text-lg sm:px-6">Who loses access</h2>
      <DataTable
        caption="Who loses access"
        columns={LOSS_COLUMNS}
        rows={losses}
        rowKey={keyOf}
      />
    </>
  );
}

/** Who can do more once the plan is applied. */
export function PlanGains({ plan }: { plan: PlanView }) {
  return (
    <>
      <div className="px-4 pt-5 pb-2 sm:px-6">
        <h2 id="plan-gains" className="text-lg">
          Who gains access
        </h2>
        <p className="text-muted">{sayGains(plan)}</p>
        {plan.gainsUnknown?.length ? (
          <ul className="list-disc pl-5 text-muted">
            {plan.gainsUnknown.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        ) : null}
      </div>
      {plan.gains.length > 0 ? (
        <DataTable
          caption="Who gains access"
          columns={COLUMNS}
          rows={plan.gains}
          rowKey={keyOf}
        />
      ) : null}
      {plan.losses.length > 0 ? <PlanLosses losses={plan.losses} /> : null}
    </>
  );
}
