'use client';

import Link from 'next/link';
import { type Ref, useRef } from 'react';
import { PageHeader } from '@/components/frame/page-header';
import { Banner } from '@/components/ui/banner';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { REQUESTS_PATH } from '@/lib/core/links';
import { RequestRow } from './request-row';
import type { RequestActions, RequestsView } from './types';
import { useRequests } from './use-requests';

type Show = 'mine' | 'decide' | 'all';

export type RequestsPageProps = {
  view: RequestsView;
  show: Show;
  actions: RequestActions;
};

/** Requests for roles: one's own, those that wait for one, and for those in charge all. */
export function RequestsPage({ view, show, actions }: RequestsPageProps) {
  const views = useRef<HTMLElement>(null);
  // The row that was pressed goes, or its buttons do; what is pressed next begins here.
  const state = useRequests(actions, () =>
    views.current?.querySelector<HTMLElement>('[aria-current]')?.focus(),
  );
  return (
    <>
      <PageHeader
        title="Requests"
        lead="Some roles are given on request: you say why, others allow it, and the clock starts when you first take the role."
        actions={
          <ButtonLink href={`${REQUESTS_PATH}/new`} variant="primary">
            Ask for a role
          </ButtonLink>
        }
      />
      <Views ref={views} view={view} show={show} />
      {state.refusal ? (
        <Banner tone="danger" title="Nothing was changed" isAnnounced>
          {state.refusal}
        </Banner>
      ) : null}
      {view.rows.length === 0 ? (
        <EmptyState title={EMPTY[show].title}>{EMPTY[show].text}</EmptyState>
      ) : (
        <ul className="grid gap-3">
          {view.rows.map((request) => (
            <RequestRow key={request.id} request={request} state={state} />
          ))}
        </ul>
      )}
    </>
  );
}

const EMPTY: Record<Show, { title: string; text: string }> = {
  mine: {
    title: 'You asked for nothing yet',
    text: 'Roles that have to be asked for stand on your home page, with the way to ask.',
  },
  decide: {
    title: 'Nothing waits for you',
    text: 'Requests that you may decide, and broken glasses to review, show here.',
  },
  all: {
    title: 'Nobody asked for a role yet',
    text: 'A grant with the rule “Ask first” makes a role one that is asked for.',
  },
};

type ViewsProps = Pick<RequestsPageProps, 'view' | 'show'> & { ref: Ref<HTMLElement> };

function Views({ ref, view, show }: ViewsProps) {
  const waiting = view.decideTotal > 0 ? ` · ${view.decideTotal}` : '';
  const views: { id: Show; label: string }[] = [
    { id: 'mine', label: 'Mine' },
    { id: 'decide', label: `To decide${waiting}` },
    ...(view.mayOversee ? [{ id: 'all' as const, label: 'Everybody’s' }] : []),
  ];
  return (
    <nav ref={ref} aria-label="Which requests" className="tabs-list mt-4 mb-4">
      {views.map(({ id, label }) => (
        <Link
          key={id}
          href={`${REQUESTS_PATH}?show=${id}`}
          aria-current={id === show ? 'page' : undefined}
          className="tab"
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
