'use client';

import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import type { RevocationView } from '@/lib/credentials/schema';
import type { ChainedView, TrailSession } from '@/lib/credentials/trail/schema';
import { SessionLeft } from '../sessions/session-left';
import { ReachableRoles } from './reachable-roles';
import type { RevokeActions } from './types';
import { type ChainedEnd, type ChainedState, useChained } from './use-chained';

type ChainedSessionsProps = {
  view: Pick<RevocationView, 'roleArn' | 'sessionName'>;
  actions: RevokeActions;
};

/** Roles that were taken from what was just revoked: it ends none of them. */
export function ChainedSessions({ view, actions }: ChainedSessionsProps) {
  const { roleArn, sessionName } = view;
  const state = useChained(roleArn, sessionName ?? '', actions);
  const [whence, them] = sessionName ? ['this session', 'it'] : ['its sessions', 'them'];
  return (
    <>
      <section aria-labelledby="chained-title" className="grid gap-3">
        <h3 id="chained-title">Roles taken from {whence}</h3>
        <p className="text-sm text-muted">
          What was taken from {them} before has keys of its own and goes on, for up to an
          hour. CloudTrail tells of it minutes late: look again later.
        </p>
        {state.refusal ? (
          <Banner tone="danger" title="CloudTrail could not be asked" isAnnounced>
            {state.refusal}
          </Banner>
        ) : null}
        <p role="status">
          {state.isLooking ? 'Asking CloudTrail…' : sayFound(state.view)}
        </p>
        <ChainedList sessions={state.view?.sessions ?? []} ends={state.ends} />
        <Unread view={state.view} />
        <ChainedButtons state={state} />
      </section>
      <ReachableRoles
        roleArn={roleArn}
        taken={(state.view?.sessions ?? []).map((session) => session.roleArn)}
      />
    </>
  );
}

function ChainedButtons({ state }: { state: ChainedState }) {
  const { view, ends, isLooking, isEnding } = state;
  const left = (view?.sessions ?? []).filter(
    (session) =>
      session.state === 'live' && !session.whyNot && !ends[session.id]?.isEnded,
  );
  return (
    <div className="flex flex-wrap gap-2">
      {left.length > 0 ? (
        <Button
          variant="danger"
          isPending={isEnding}
          pendingText="Writing and testing…"
          onPress={() => state.endAll(left)}
        >
          Revoke {left.length === 1 ? 'this one' : `these ${left.length}`} as well
        </Button>
      ) : null}
      <Button isDisabled={isLooking || isEnding} onPress={state.lookAgain}>
        Look again
      </Button>
    </div>
  );
}

function sayFound(view: ChainedView | null): string {
  if (!view) return '';
  const live = view.sessions.filter(({ state }) => state === 'live').length;
  if (view.sessions.length === 0)
    return 'No role is known to have been taken from there.';
  const more = view.isMore ? ' There is more than was read.' : '';
  return `${view.sessions.length} found, ${live} of them live.${more}`;
}

type ChainedListProps = {
  sessions: readonly TrailSession[];
  ends: Record<string, ChainedEnd>;
};

const ChainedList = ({ sessions, ends }: ChainedListProps) => (
  <ul className="grid gap-2">
    {sessions.map((session) => (
      <ChainedRow key={session.id} session={session} end={ends[session.id] ?? null} />
    ))}
  </ul>
);

function ChainedRow({ session, end }: { session: TrailSession; end: ChainedEnd | null }) {
  const { roleName, accountName, sessionName, endsAt, whyNot } = session;
  const state = end?.isEnded ? 'revoked' : session.state;
  const note = end?.sentence ?? (state === 'live' ? whyNot : null);
  return (
    <li className="grid gap-1 border-t border-hairline pt-2">
      <div className="flex flex-wrap justify-between gap-x-4">
        <span className="wrap-anywhere">
          <strong>{roleName}</strong> in {accountName}
          <code className="block text-xs text-muted">{sessionName}</code>
        </span>
        <SessionLeft
          state={state}
          endsAt={endsAt}
          what={`${roleName} as ${sessionName}`}
        />
      </div>
      {note ? <p className="text-sm text-muted">{note}</p> : null}
    </li>
  );
}

function Unread({ view }: { view: ChainedView | null }) {
  if (!view || view.unread.length === 0) return null;
  return (
    <Banner tone="warn" title="Not every trail could be read">
      <ul className="grid gap-1">
        {view.unread.map(({ accountName, message }) => (
          <li key={accountName}>
            {accountName}: {message} What was taken from sessions there is not known.
          </li>
        ))}
      </ul>
    </Banner>
  );
}
