'use client';

import { PageHeader } from '@/components/frame/page-header';
import { AccountIdText } from '@/components/ui/account-id-text';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import type { TrailsView } from '@/lib/iam/explain/say-trails';
import type { AccountDetail } from '@/lib/inventory/schema';
import { HealthLine } from './account-health';
import { AccountSnapshots } from './account-snapshots';
import { CONNECT_PATH } from './accounts-page';
import { ConnectionCard } from './connection-card';
import { sayUnits } from './group-accounts';
import { MissingPermissions } from './missing-permissions';
import { countOf } from './say-crossing';
import { SyncProgress } from './sync-progress';
import type { CheckConnection, Disconnect, StartSync } from './types';
import { useSync } from './use-sync';

export type AccountPageProps = {
  account: AccountDetail;
  checkConnection: CheckConnection;
  startSync: StartSync;
  disconnect: Disconnect;
};

export function AccountPage({ account, startSync, ...actions }: AccountPageProps) {
  const sync = useSync({ latest: null, startSync });
  const isConnected = account.connection !== null;
  return (
    <>
      <PageHeader
        title={account.name}
        kicker={
          <>
            <a href="/settings">Settings</a> / <a href="/settings/accounts">Accounts</a>
          </>
        }
        lead={<Lead account={account} />}
        actions={
          isConnected ? (
            <Button
              variant="primary"
              isPending={sync.starting !== null || sync.isRunning}
              pendingText="Reading…"
              onPress={() => void sync.start(account.id)}
            >
              Read now
            </Button>
          ) : (
            <ButtonLink href={CONNECT_PATH} variant="primary">
              Connect it
            </ButtonLink>
          )
        }
      />
      <div className="mt-5 grid items-start gap-4 xl:grid-cols-2">
        <section aria-label="Health" className="card grid gap-3 p-6 max-md:p-4">
          <h2>Health</h2>
          <HealthLine account={account} />
          <SyncProgress sync={sync} />
          <MissingPermissions names={account.missingPermissions} />
          <Trails trails={account.trails} />
          <Totals account={account} />
        </section>
        <ConnectionCard account={account} {...actions} />
        <AccountSnapshots snapshots={account.snapshots} />
      </div>
    </>
  );
}

function Lead({ account }: { account: AccountDetail }) {
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <AccountIdText id={account.id} />
      {account.isProduction ? <Badge tone="bank-b">production</Badge> : null}
      {account.ouPath ? <span>{sayUnits(account.ouPath)}</span> : null}
      <span>partition {account.partition}</span>
    </span>
  );
}

const TRAIL_MARKS = { ok: '✓', attention: '!', unknown: '–' } as const;

function Trails({ trails: { state, sentence } }: { trails: TrailsView }) {
  return (
    <div>
      <h3>CloudTrail</h3>
      <p className="text-sm">
        <span aria-hidden>{TRAIL_MARKS[state]}</span> {sentence}
      </p>
    </div>
  );
}

function Totals({ account }: { account: AccountDetail }) {
  return (
    <p className="text-sm text-muted">
      {countOf(account.rolesTotal, 'role')},{' '}
      {countOf(account.principalsTotal, 'principal')},{' '}
      {countOf(account.bucketsTotal, 'bucket')}.{' '}
      <a href={`/access?account=${account.id}`}>Who can cross into it</a>
    </p>
  );
}
