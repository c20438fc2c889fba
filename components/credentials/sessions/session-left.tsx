import { Badge } from '@/components/ui/badge';
import { TimeLeft } from '@/components/ui/countdown-ring';
import { Time } from '@/components/ui/time';
import type { SessionRow } from '@/lib/credentials/schema';

export type SessionLeftProps = {
  state: SessionRow['state'];
  endsAt: string;
  /** Whose time it is, for the ear. */
  what: string;
};

/** How long a session still lives, or why it does not. */
export function SessionLeft({ state, endsAt, what }: SessionLeftProps) {
  if (state === 'revoked') return <Badge tone="danger">revoked</Badge>;
  if (state === 'ended') return <span className="text-muted">ended</span>;
  return (
    <span className="whitespace-nowrap">
      <span className="font-strong">
        <TimeLeft endsAt={endsAt} what={what} />
      </span>
      <span className="block text-sm text-muted">
        ends <Time at={endsAt} format="time" />
      </span>
    </span>
  );
}
