'use client';

import { PageHeader } from '@/components/frame/page-header';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import type { SessionsPage as SessionsPageView } from '@/lib/credentials/schema';
import { SessionsFilters } from './sessions-filters';
import { SessionsTable } from './sessions-table';
import { type SessionsState, useSessions } from './use-sessions';

export type SessionsPageProps = { page: SessionsPageView };

export function SessionsPage({ page }: SessionsPageProps) {
  const sessions = useSessions();
  return (
    <>
      <PageHeader
        title="Sessions"
        lead={
          page.isOfEverybody
            ? 'Who holds which role until when, from what this console handed out.'
            : 'The roles you hold and until when, from what this console handed out to you.'
        }
      />
      <SessionsFilters page={page} sessions={sessions} />
      <p role="status" className="mt-3 text-sm text-muted">
        {sayTotal(page.total, sessions.filter.state)}
      </p>
      {page.rows.length === 0 ? (
        <NoSessions sessions={sessions} />
      ) : (
        <SessionsTable page={page} sessions={sessions} />
      )}
      <Pager page={page} sessions={sessions} />
    </>
  );
}

const STATE_WORDS = { live: ' live', revoked: ' revoked', any: '' } as const;

const sayTotal = (total: number, state: keyof typeof STATE_WORDS): string =>
  `${total.toLocaleString('en-GB')}${STATE_WORDS[state]} session${total === 1 ? '' : 's'}.`;

type PartProps = SessionsPageProps & { sessions: SessionsState };

function NoSessions({ sessions }: Pick<PartProps, 'sessions'>) {
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

function Pager({ page, sessions }: PartProps) {
  const pagesTotal = Math.ceil(page.total / page.pageSize);
  const current = sessions.filter.page;
  if (pagesTotal <= 1) return null;
  return (
    <nav aria-label="Pages" className="mt-4 flex items-center gap-3">
      <Button
        size="row"
        isDisabled={current <= 1}
        onPress={() => sessions.change({ page: current - 1 })}
      >
        Newer
      </Button>
      <span className="text-sm text-muted">
        Page {current} of {pagesTotal}
      </span>
      <Button
        size="row"
        isDisabled={current >= pagesTotal}
        onPress={() => sessions.change({ page: current + 1 })}
      >
        Older
      </Button>
    </nav>
  );
}
