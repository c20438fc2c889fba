import type { ReactNode } from 'react';
import { TicketText } from '@/components/ui/ticket-text';
import type { PlanView } from '@/lib/setup/plan-views';

type CrossingNotesProps = { plan: Pick<PlanView, 'purpose' | 'owner' | 'ticket'> };

/** What people say of a crossing, a line each; nothing of what was not said. */
export function CrossingNotes({ plan: { purpose, owner, ticket } }: CrossingNotesProps) {
  return (
    <>
      {purpose ? <Line label="Purpose">{purpose}</Line> : null}
      {owner ? <Line label="Owner">{owner}</Line> : null}
      {ticket ? (
        <Line label="Ticket">
          <TicketText ticket={ticket} />
        </Line>
      ) : null}
    </>
  );
}

type LineProps = { label: string; children: ReactNode };

const Line = ({ label, children }: LineProps) => (
  <>
    <br />
    {label}: <span className="wrap-anywhere">{children}</span>
  </>
);
