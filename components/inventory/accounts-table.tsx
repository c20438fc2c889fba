'use client';

import Link from 'next/link';
import { AccountChip } from '@/components/bridge/account-chip';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { type DataColumn, DataTable } from '@/components/ui/data-table';
import { Time } from '@/components/ui/time';
import { accountPath } from '@/lib/core/links';
import type { AccountRow } from '@/lib/inventory/schema';
import { HealthLine, sayConnection } from './account-health';
import { groupByOu } from './group-accounts';
import { countOf } from './say-crossing';
import type { SyncState } from './use-sync';

type AccountsTableProps = { accounts: readonly AccountRow[]; sync: SyncState };

export function AccountsTable({ accounts, sync }: AccountsTableProps) {
  return (
    <DataTable
      caption="Accounts by organisational unit"
      columns={columnsFor(sync)}
      rowKey={(account) => account.id}
      groups={groupByOu(accounts).map((group) => ({
        id: group.ouPath,
        title: (
          <>
            <b className="text-ink">{group.title}</b>{' '}
            {countOf(group.accounts.length, 'account')}
          </>
        ),
        rows: group.accounts,
      }))}
    />
  );
}

const columnsFor = (sync: SyncState): DataColumn<AccountRow>[] => [
  { id: 'account', header: 'Account', card: 'title', cell: AccountCell },
  {
    id: 'connection',
    header: 'Connection',
    cell: ({ connection }) => (
      <span className="text-muted">{sayConnection(connection)}</span>
    ),
  },
  { id: 'read', header: 'Last read', cell: LastReadCell },
  {
    id: 'roles',
    header: 'Roles',
    align: 'end',
    cell: ({ rolesTotal }) => rolesTotal.toLocaleString('en-GB'),
  },
  {
    id: 'health',
    header: 'Health',
    cell: (account) => <HealthLine account={account} />,
  },
  {
    id: 'action',
    header: 'Action',
    isHeaderHidden: true,
    align: 'end',
    card: 'action',
    cell: (account) => <AccountAction account={account} sync={sync} />,
  },
];

function AccountCell(account: AccountRow) {
  return (
    <Link href={accountPath(account.id)} className="no-underline hover:underline">
      <AccountChip
        name={account.name}
        accountId={account.id}
        isProduction={account.isProduction}
      />
    </Link>
  );
}

function LastReadCell({ lastReadAt }: AccountRow) {
  return (
    <span className="whitespace-nowrap text-muted">
      {lastReadAt ? <Time at={lastReadAt} format="relative" /> : 'never'}
    </span>
  );
}

/** The one thing to do: look at what is wrong, or read once more. */
function AccountAction({ account, sync }: { account: AccountRow; sync: SyncState }) {
  const isAmiss = account.health === 'failing' || account.health === 'partial';
  if (isAmiss || account.connection === null) {
    const words = isAmiss ? 'Show the fix' : 'Connect';
    return (
      <ButtonLink
        href={accountPath(account.id)}
        size="small"
        aria-label={`${words}: ${account.name}`}
      >
        {words}
      </ButtonLink>
    );
  }
  if (sync.isRunning) return null;
  return (
    <Button
      variant="quiet"
      size="small"
      isPending={sync.starting === account.id}
      pendingText="Reading…"
      aria-label={`Read ${account.name} again`}
      onPress={() => void sync.start(account.id)}
    >
      Read again
    </Button>
  );
}
