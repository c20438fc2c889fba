'use client';

import clsx from 'clsx';
import Link from 'next/link';
import { AccountChip } from '@/components/bridge/account-chip';
import { Badge } from '@/components/ui/badge';
import { TimeLeft } from '@/components/ui/countdown-ring';
import { type DataColumn, DataTable } from '@/components/ui/data-table';
import { Time } from '@/components/ui/time';
import { rolePath } from '@/lib/core/links';
import type { SessionRow, SessionsPage } from '@/lib/credentials/schema';
import type { SessionsState } from './use-sessions';

type SessionsTableProps = { page: SessionsPage; sessions: SessionsState };

export function SessionsTable({ page, sessions }: SessionsTableProps) {
  return (
    <div
      aria-busy={sessions.isReading || undefined}
      className={clsx('mt-2', sessions.isReading && 'opacity-60')}
    >
      <DataTable
        caption="Sessions, the newest first"
        columns={COLUMNS}
        rowKey={(row) => row.id}
        rows={page.rows}
      />
    </div>
  );
}

const COLUMNS: DataColumn<SessionRow>[] = [
  { id: 'role', header: 'Role', card: 'title', cell: RoleCell },
  { id: 'person', header: 'Held by', cell: PersonCell },
  { id: 'limits', header: 'May', cell: ({ limits }) => limits ?? 'what the role may' },
  { id: 'began', header: 'Began', cell: BeganCell },
  { id: 'left', header: 'Time left', cell: LeftCell },
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

function LeftCell({ state, expiresAt, personName, roleName }: SessionRow) {
  if (state === 'revoked') return <Badge tone="danger">revoked</Badge>;
  if (state === 'ended') return <span className="text-muted">ended</span>;
  return (
    <span className="whitespace-nowrap">
      <span className="font-strong">
        <TimeLeft endsAt={expiresAt} what={`${roleName} of ${personName}`} />
      </span>
      <span className="block text-sm text-muted">
        ends <Time at={expiresAt} format="time" />
      </span>
    </span>
  );
}
