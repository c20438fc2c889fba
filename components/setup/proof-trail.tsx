'use client';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Time } from '@/components/ui/time';
import type { TrailView } from '@/lib/setup/schema';
import type { PlanModel } from './use-plan';

type ProofTrailProps = { model: PlanModel; trail: TrailView | undefined };

/** What CloudTrail tells of the proof's calls, by the name of its sessions. */
export function ProofTrail({ model, trail }: ProofTrailProps) {
  const events = trail?.events ?? [];
  return (
    <section
      aria-labelledby="proof-trail"
      className="grid min-w-0 gap-2 border-t border-hairline px-4 py-4 sm:px-6"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-2">
        <h3 id="proof-trail" className="text-md">
          In CloudTrail{' '}
          <span className="text-sm font-normal text-muted">{events.length} found</span>
        </h3>
        <Button
          size="small"
          isPending={model.pending === 'trail'}
          pendingText="Looking…"
          onPress={() => void model.act('trail')}
        >
          Look again
        </Button>
      </div>
      {trail?.refusals.map((refusal) => (
        <p key={refusal}>{refusal}</p>
      ))}
      {events.length > 0 ? (
        <ul className="text-sm">
          {events.map((event) => (
            <li
              key={event.id}
              className="flex flex-wrap gap-x-4 gap-y-1 border-b border-hairline py-1.5 last:border-b-0"
            >
              <Time at={event.at} format="clock" />
              <code>{event.name}</code>
              <span>{event.accountName}</span>
              <code className="min-w-0 text-muted wrap-anywhere">{event.caller}</code>
              {event.errorCode ? <Badge>{event.errorCode}</Badge> : null}
            </li>
          ))}
        </ul>
      ) : null}
      <p className="text-sm text-muted">
        Events arrive minutes late. Calls on objects are data events: a look-up does not
        tell them, a trail that records data events does.
        {trail ? (
          <>
            {' '}
            Looked <Time at={trail.lookedAt} format="relative" />.
          </>
        ) : null}
      </p>
    </section>
  );
}
