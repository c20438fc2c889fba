'use client';

import { PageHeader } from '@/components/frame/page-header';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import type { AccountRow, SyncStatus } from '@/lib/inventory/schema';
import { AccountsSummary } from './accounts-summary';
import { AccountsTable } from './accounts-table';
import { FirstAccounts } from './first-accounts';
import { SyncProgress } from './sync-progress';
import type { StartSync } from './types';
import { useSync } from './use-sync';

export type AccountsPageProps = {
  accounts: readonly AccountRow[];
  /** The newest reading; null when there was none. */
  sync: SyncStatus | null;
  startSync: StartSync;
};

export const CONNECT_PATH = '/settings/accounts/connect';

export function AccountsPage({ accounts, sync: latest, startSync }: AccountsPageProps) {
  const sync = useSync({ latest, startSync });
  if (accounts.length === 0) return <FirstAccounts connectHref={CONNECT_PATH} />;
  const hasProgress = sync.status !== null || sync.isRunning || sync.refusal !== null;
  return (
    <>
      <PageHeader
        title="Accounts"
        kicker={
          <>
            <a href="/settings">Settings</a> / Accounts and connections
          </>
        }
        actions={
          <>
            <Button
              size="row"
              isPending={sync.starting === 'all' || sync.isRunning}
              pendingText="Reading…"
              onPress={() => void sync.start('all')}
            >
              Read all again
            </Button>
            <ButtonLink href={CONNECT_PATH} size="row">
              Connect an account
            </ButtonLink>
          </>
        }
      />
      <div className="card mt-4 overflow-hidden">
        <AccountsSummary accounts={accounts} />
        {hasProgress ? (
          <div className="border-t border-hairline px-6 py-4 max-md:px-4">
            <SyncProgress sync={sync} />
          </div>
        ) : null}
        <div className="border-t border-hairline">
          <AccountsTable accounts={accounts} sync={sync} />
        </div>
      </div>
    </>
  );
}
