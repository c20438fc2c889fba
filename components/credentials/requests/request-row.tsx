'use client';

import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Field } from '@/components/ui/field';
import { SaidText } from '@/components/ui/said-text';
import { Time } from '@/components/ui/time';
import { sayDuration } from '@/lib/core/duration';
import { askAgainPath, rolePath } from '@/lib/core/links';
import type { RequestView } from './types';
import type { RequestsState } from './use-requests';

type RequestRowProps = { request: RequestView; state: RequestsState };

const TONE = {
  pending: 'neutral',
  approved: 'ok',
  active: 'ok',
  denied: 'danger',
  cancelled: 'neutral',
  ended: 'neutral',
  lapsed: 'neutral',
} as const;

const WORD: Record<RequestView['state'], string> = {
  pending: 'waiting',
  approved: 'approved',
  active: 'in use',
  denied: 'denied',
  cancelled: 'cancelled',
  ended: 'ended',
  lapsed: 'lapsed',
};

/** One request: who asks for what and why, where it stands, and what the reader can do. */
export function RequestRow({ request, state }: RequestRowProps) {
  const { requesterName, roleName, accountName, reason, ticket } = request;
  return (
    <li className="card grid gap-2 p-5 max-md:p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="text-md wrap-anywhere">
          {requesterName}: <a href={rolePath(request.roleArn)}>{roleName}</a> in{' '}
          {accountName}
        </h2>
        <span className="flex flex-wrap gap-2">
          {request.isBreakGlass ? <Badge tone="warn">broken glass</Badge> : null}
          <Badge tone={TONE[request.state]}>{WORD[request.state]}</Badge>
        </span>
      </div>
      <p className="wrap-anywhere">
        {reason}
        {ticket ? <span className="text-muted"> ({ticket})</span> : null}
      </p>
      <p className="text-sm text-muted wrap-anywhere">
        For {sayDuration(request.durationSeconds)}, asked{' '}
        <Time at={request.createdAt} format="relative" />.{' '}
        <SaidText text={request.sentence} />
      </p>
      <Said request={request} />
      <Doing request={request} state={state} />
    </li>
  );
}

function Said({ request }: Pick<RequestRowProps, 'request'>) {
  const { decisions, review } = request;
  if (decisions.length === 0 && !review) return null;
  return (
    <ul className="text-sm text-muted">
      {decisions.map((decision) => (
        <li key={decision.name} className="wrap-anywhere">
          {decision.isApproval ? 'Approved' : 'Denied'} by {decision.name}
          {decision.note ? `: ${decision.note}` : '.'}
        </li>
      ))}
      {review ? (
        <li className="wrap-anywhere">
          Reviewed by {review.name}: {review.note}
        </li>
      ) : null}
    </ul>
  );
}

function Doing({ request, state }: RequestRowProps) {
  const { id, may, roleArn, roleName, requesterName } = request;
  const what = `${roleName} for ${requesterName}`;
  const isBusy = state.busyId === id;
  const press = (act: () => Promise<unknown>) => ({
    isDisabled: state.busyId !== null && !isBusy,
    isPending: isBusy,
    pendingText: 'Writing…',
    size: 'row' as const,
    onPress: () => void act(),
  });
  if (may.decide || may.review) return <Deciding request={request} state={state} />;
  return (
    <div className="flex flex-wrap gap-2 empty:hidden">
      {may.use ? (
        <ButtonLink
          href={`/?role=${encodeURIComponent(roleArn)}`}
          variant="primary"
          size="row"
          aria-label={`Take ${roleName}`}
        >
          Take the role
        </ButtonLink>
      ) : null}
      {may.extend ? (
        <ButtonLink
          href={askAgainPath(id)}
          size="row"
          aria-label={`Ask for longer: ${roleName}`}
        >
          Ask for longer
        </ButtonLink>
      ) : null}
      {may.end ? (
        <Button aria-label={`End ${what}`} {...press(() => state.end(request))}>
          End now
        </Button>
      ) : null}
      {may.cancel ? (
        <Button aria-label={`Cancel ${what}`} {...press(() => state.cancel(request))}>
          Cancel
        </Button>
      ) : null}
    </div>
  );
}

function Deciding({ request, state }: RequestRowProps) {
  const [note, setNote] = useState('');
  const what = `${request.roleName} for ${request.requesterName}`;
  const isBusy = state.busyId !== null;
  if (!request.may.decide)
    return (
      <Noted label="What you found" note={note} onNote={setNote}>
        <Button
          isDisabled={isBusy}
          aria-label={`Close the review of ${what}`}
          onPress={() => void state.review(request, note)}
        >
          Close the review
        </Button>
      </Noted>
    );
  return (
    <Noted label="A word with it" note={note} onNote={setNote} isOptional>
      <Button
        variant="primary"
        isDisabled={isBusy}
        aria-label={`Approve ${what}`}
        onPress={() => void state.decide(request, true, note)}
      >
        Approve
      </Button>
      <Button
        isDisabled={isBusy}
        aria-label={`Deny ${what}`}
        onPress={() => void state.decide(request, false, note)}
      >
        Deny
      </Button>
    </Noted>
  );
}

type NotedProps = {
  label: string;
  note: string;
  onNote: (note: string) => void;
  isOptional?: boolean;
  children: React.ReactNode;
};

function Noted({ label, note, onNote, isOptional, children }: NotedProps) {
  return (
    <div className="grid items-end gap-2 sm:grid-cols-[minmax(0,1fr)_auto]">
      <Field
        label={label}
        value={note}
        onChange={onNote}
        isOptional={isOptional}
        maxLength={500}
      />
      <div className="flex gap-2 max-sm:[&_.btn]:flex-1">{children}</div>
    </div>
  );
}
