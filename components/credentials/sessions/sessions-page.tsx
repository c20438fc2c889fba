'use client';

import { useState } from 'react';
import { PageHeader } from '@/components/frame/page-header';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { Pager } from '@/components/ui/pager';
import type {
  SessionRow,
  SessionsPage as SessionsPageView,
} from '@/lib/credentials/schema';
import { RevokeDialog } from '../revoke/revoke-dialog';
import type { RevokeActions, RevokeSubject } from '../revoke/types';
import { SessionsFilters } from './sessions-filters';
import { SessionsTable } from './sessions-table';
import { StandingDenials } from './standing-denials';
import { TrailSessions } from './trail/trail-sessions';
import { type SessionsState, useSessions } from './use-sessions';

export type SessionsPageProps = { page: SessionsPageView; actions: RevokeActions };

export function SessionsPage({ page, actions }: SessionsPageProps) {
  const sessions = useSessions();
  const [chosen, setChosen] = useState<SessionRow | null>(null);
  return (
    <>
      <PageHeader
        title="Sessions"
        kicker={
          <>
            <a href="/access">Access</a> / Sessions
          </>
        }
        lead={
          page.isOfEverybody
            ? 'Who holds which role until when, from what this console handed out.'
            : 'The roles you hold and until when, from what this console handed out to you.'
        }
      />
      <SessionsFilters page={page} sessions={sessions} />
      {/* Where there are none the empty list says so: this is then for those who hear the page. */}
      <p
        role="status"
        className={page.total === 0 ? 'sr-only' : 'mt-3 text-sm text-muted'}
      >
        {sayTotal(page.total, sessions.filter.state)}
      </p>
      {page.rows.length === 0 ? (
        <NoSessions sessions={sessions} />
      ) : (
        <SessionsTable page={page} sessions={sessions} onRevoke={setChosen} />
      )}
      <Pager
        current={sessions.filter.page}
        total={page.total}
        pageSize={page.pageSize}
        words={['Newer', 'Older']}
        onGo={(next) => sessions.change({ page: next })}
      />
      {chosen ? (
        // Here, for the row goes away with the session while the dialog tells what came of it.
        <RevokeDialog
          subject={subjectOf(chosen)}
          actions={actions}
          onClose={() => setChosen(null)}
        />
      ) : null}
      {page.isOfEverybody ? (
        <TrailSessions
          accounts={page.connected}
          filter={sessions.filter}
          actions={actions}
        />
      ) : null}
      <StandingDenials revocations={page.revocations} actions={actions} />
    </>
  );
}

const subjectOf = ({ id, isMine, personName, ...row }: SessionRow): RevokeSubject => ({
  roleArn: row.roleArn,
  roleName: row.roleName,
  accountName: row.accountName,
  session: { id, personName: isMine ? null : personName, expiresAt: row.expiresAt },
});

const STATE_WORDS = { live: ' live', revoked: ' revoked', any: '' } as const;

const sayTotal = (total: number, state: keyof typeof STATE_WORDS): string =>
  `${total.toLocaleString('en-GB')}${STATE_WORDS[state]} session${total === 1 ? '' : 's'}.`;

function NoSessions({ sessions }: { sessions: SessionsState }) {
  const { isFiltered, filter, change, clear } = sessions;
  if (isFiltered)
    return (
      <EmptyState
        title="No session matches"
        actions={<Button onPress={clear}>Remove the filters</Button>}
      >
        The text is looked for in roles, session names and people.
      </EmptyState>
    );
  return (
    <EmptyState
      title={filter.state === 'revoked' ? 'No session was revoked' : 'No session is live'}
      actions={
        <>
          <ButtonLink href="/" variant="primary">
            Take a role
          </ButtonLink>
          {filter.state === 'any' ? null : (
            <Button onPress={() => change({ state: 'any' })}>Show ended ones</Button>
          )}
        </>
      }
    >
      A session begins when somebody opens a console or copies keys for a terminal.
    </EmptyState>
  );
}
