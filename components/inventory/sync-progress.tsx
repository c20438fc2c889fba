'use client';

import { ProgressBar } from 'react-aria-components/ProgressBar';
import { Banner } from '@/components/ui/banner';
import { Time } from '@/components/ui/time';
import type { SyncStatus } from '@/lib/inventory/schema';
import { countOf } from './say-crossing';
import type { SyncState } from './use-sync';

/** How far the reading is, account by account, and what it could not read. */
export function SyncProgress({ sync }: { sync: SyncState }) {
  const { status, isRunning, refusal } = sync;
  return (
    <>
      {refusal ? (
        <Banner tone="danger" title="The accounts were not read" isAnnounced>
          {refusal}
        </Banner>
      ) : null}
      {isRunning ? <Running status={status} /> : null}
      {!isRunning && status?.state === 'done' ? <Done status={status} /> : null}
    </>
  );
}

function Running({ status }: { status: SyncStatus | null }) {
  const read = status?.accountsRead ?? 0;
  const total = status?.accountsTotal ?? 1;
  return (
    <div className="grid items-center gap-x-8 gap-y-2 sm:grid-cols-[minmax(0,1fr)_260px]">
      <p role="status">
        <b>
          Reading: {read} of {countOf(status?.accountsTotal ?? 0, 'account')}.
        </b>{' '}
        <span className="text-muted">
          {status?.current ? `Now ${status.current}. ` : null}
          {countOf(status?.rolesRead ?? 0, 'role')} so far.
        </span>
      </p>
      <ProgressBar aria-label="Accounts read" value={read} maxValue={total}>
        {({ percentage }) => (
          <div className="h-2.5 border border-control">
            <div className="h-full bg-ink" style={{ width: `${percentage ?? 0}%` }} />
          </div>
        )}
      </ProgressBar>
    </div>
  );
}

function Done({ status }: { status: SyncStatus }) {
  return (
    <div className="grid gap-2">
      <p role="status" className="text-muted">
        <b className="text-ink">
          {status.accountsRead} of {countOf(status.accountsTotal, 'account')} read
        </b>
        , {countOf(status.rolesRead, 'role')}
        {status.finishedAt ? (
          <>
            , <Time at={status.finishedAt} format="relative" />
          </>
        ) : null}
        .
      </p>
      {status.failures.length === 0 ? null : (
        <ul className="grid gap-1">
          {status.failures.map((failure) => (
            <li
              key={failure.accountId}
              className="grid grid-cols-[20px_minmax(0,1fr)] gap-2.5"
            >
              <span className="tone-mark" data-tone="danger" aria-hidden="true">
                ×
              </span>
              <span className="wrap-anywhere">
                <b>{failure.name}</b>: {failure.sentence}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
