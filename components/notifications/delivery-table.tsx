import { Badge } from '@/components/ui/badge';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { type DataColumn, DataTable } from '@/components/ui/data-table';
import { Time } from '@/components/ui/time';
import { useAsk } from '@/components/ui/use-ask';
import type { DeliveryView } from '@/lib/notifications/schema';
import type { NotificationCalls } from './types';

export type DeliveryTableProps = {
  deliveries: readonly DeliveryView[];
  mayManage: boolean;
  replay: NotificationCalls['replay'];
};

export function DeliveryTable({ deliveries, mayManage, replay }: DeliveryTableProps) {
  const { busyId, refusal, put } = useAsk();
  const again = ({ id, state, subject, targetName }: DeliveryView) =>
    mayManage && state !== 'waiting' ? (
      <Button
        size="row"
        aria-label={`Send “${subject}” to ${targetName} again`}
        isPending={busyId === id}
        pendingText="Sending…"
        onPress={() =>
          void put({
            id,
            ask: () => replay({ id }),
            done: `It is on its way to ${targetName} again.`,
          })
        }
      >
        Send again
      </Button>
    ) : null;
  return (
    <>
      {refusal ? (
        <Banner tone="danger" title="It was not sent again" isAnnounced>
          {refusal}
        </Banner>
      ) : null}
      <DataTable
        caption="What was sent, to whom, and how it went"
        columns={[
          ...COLUMNS,
          {
            id: 'again',
            header: 'Send again',
            isHeaderHidden: true,
            card: 'action',
            align: 'end',
            cell: again,
          },
        ]}
        rows={deliveries}
        rowKey={({ id }) => id}
      />
    </>
  );
}

const COLUMNS: DataColumn<DeliveryView>[] = [
  {
    id: 'subject',
    header: 'What',
    card: 'title',
    cell: ({ subject }) => <span className="block min-w-44">{subject}</span>,
  },
  {
    id: 'target',
    header: 'To',
    cell: ({ targetName }) => <span className="block min-w-28">{targetName}</span>,
  },
  { id: 'at', header: 'Since', cell: ({ createdAt }) => <Time at={createdAt} /> },
  { id: 'state', header: 'State', cell: (delivery) => <State {...delivery} /> },
];

const BADGES = {
  waiting: ['neutral', 'waiting'],
  sent: ['ok', 'sent'],
  'given-up': ['danger', 'given up'],
} as const;

function State({ state, attempts, nextAt, detail }: DeliveryView) {
  const [tone, word] = BADGES[state];
  return (
    <span className="grid gap-0.5">
      <span>
        <Badge tone={tone}>{word}</Badge>
      </span>
      {detail ? <span className="text-sm text-muted">{detail}</span> : null}
      {nextAt && attempts > 0 ? (
        <span className="text-sm text-muted">
          Tried {attempts === 1 ? 'once' : `${attempts} times`}; next <Time at={nextAt} />
          .
        </span>
      ) : null}
    </span>
  );
}
