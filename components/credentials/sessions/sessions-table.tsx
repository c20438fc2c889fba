'use client';

import clsx from 'clsx';
import Link from 'next/link';
import { AccountChip } from '@/components/bridge/account-chip';
import { Button } from '@/components/ui/button';
import { type DataColumn, DataTable } from '@/components/ui/data-table';
import { Time } from '@/components/ui/time';
import { rolePath } from '@/lib/core/links';
import type { SessionRow, SessionsPage } from '@/lib/credentials/schema';
import { SessionLeft } from './session-left';
import type { SessionsState } from './use-sessions';

type SessionsTableProps = {
  page: SessionsPage;
  sessions: SessionsState;
  onRevoke: (row: SessionRow) => void;
};

export function SessionsTable({ page, sessions, onRevoke }: SessionsTableProps) {
  return (
    <div
      aria-busy={sessions.isReading || undefined}
      className={clsx('mt-2', sessions.isReading && 'opacity-60')}
    >
      <DataTable
        caption="Sessions, the newest first"
        columns={columnsFor(onRevoke)}
        rowKey={(row) => row.id}
        rows={page.rows}
      />
    </div>
  );
}

const columnsFor = (onRevoke: (row: SessionRow) => void): DataColumn<SessionRow>[] => [
  { id: 'role', header: 'Role', card: 'title', cell: RoleCell },
  { id: 'person', header: 'Held by', cell: PersonCell },
  { id: 'limits', header: 'May', cell: ({ limits }) => limits ?? 'what the role may' },
  { id: 'began', header: 'Began', cell: BeganCell },
  { id: 'left', header: 'Time left', cell: LeftCell },
  {
    id: 'action',
    header: 'Action',
    isHeaderHidden: true,
    align: 'end',
    card: 'action',
    cell: (row) =>
      row.state === 'live' ? (
        <Button
          variant="quiet"
          size="small"
          aria-label={`Revoke ${row.roleName} of ${row.personName}, ${row.sessionName}`}
          onPress={() => onRevoke(row)}
        >
          Revoke…
        </Button>
      ) : null,
  },
];

function RoleCell({ roleArn, roleName, ...account }: SessionRow) {
  return (
    <>
      <Link href={rolePath(roleArn)} className="font-strong wrap-anywhere">
        {roleName}
      </Link>
      <span className="block text-sm">
        <AccountChip
          name={account.accountName}
          accountId={account.accountId}
          isProduction={account.isProduction}
        />
      </span>
    </>
  );
}

function PersonCell({ personName, isMine, sessionName }: SessionRow) {
  return (
    <>
      {personName}
      {isMine ? ' (you)' : null}
      <code className="block text-xs text-muted wrap-anywhere">{sessionName}</code>
    </>
  );
}

function BeganCell({ issuedAt, use }: SessionRow) {
  return (
    <span className="whitespace-nowrap">
      <Time at={issuedAt} format="datetime" />
      <span className="block text-sm text-muted">
        {use === 'console' ? 'in the console' : 'for a terminal'}
      </span>
    </span>
  );
}

const LeftCell = ({ state, expiresAt, roleName, personName }: SessionRow) => (
  <SessionLeft state={state} endsAt={expiresAt} what={`${roleName} of ${personName}`} />
);
