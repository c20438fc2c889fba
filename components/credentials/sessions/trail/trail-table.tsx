'use client';

import { AccountChip } from '@/components/bridge/account-chip';
import { AccountIdText } from '@/components/ui/account-id-text';
import { Button } from '@/components/ui/button';
import { type DataColumn, DataTable } from '@/components/ui/data-table';
import { SaidText } from '@/components/ui/said-text';
import { Time } from '@/components/ui/time';
import { parseArn } from '@/lib/core/arn';
import type { TrailSession } from '@/lib/credentials/trail/schema';
import { SessionLeft } from '../session-left';

type TrailTableProps = {
  sessions: readonly TrailSession[];
  onRevoke: (session: TrailSession) => void;
};

export function TrailTable({ sessions, onRevoke }: TrailTableProps) {
  return (
    <DataTable
      caption="Sessions taken past this console, the newest first"
      columns={columnsFor(onRevoke)}
      rowKey={({ id }) => id}
      rows={sessions}
    />
  );
}

const columnsFor = (
  onRevoke: (session: TrailSession) => void,
): DataColumn<TrailSession>[] => [
  { id: 'role', header: 'Role', card: 'title', cell: RoleCell },
  { id: 'caller', header: 'Taken by', cell: CallerCell },
  { id: 'program', header: 'By what', cell: ProgramCell },
  { id: 'taken', header: 'Taken', cell: TakenCell },
  { id: 'left', header: 'Time left', cell: LeftCell },
  {
    id: 'action',
    header: 'Action',
    isHeaderHidden: true,
    align: 'end',
    card: 'action',
    cell: (session) => <ActionCell session={session} onRevoke={onRevoke} />,
  },
];

// A role of the trail may be gone from the inventory by now: its name is no link.
function RoleCell({ roleName, ...account }: TrailSession) {
  return (
    <>
      <span className="font-strong wrap-anywhere">{roleName}</span>
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

/** An ARN without the parts that say where, which its account does. */
function Caller({ caller }: Pick<TrailSession, 'caller'>) {
  const { accountId, resource } = parseArn(caller) ?? {};
  return (
    <span className="wrap-anywhere" title={caller}>
      <SaidText text={resource ?? caller} />{' '}
      {accountId ? <AccountIdText id={accountId} /> : null}
    </span>
  );
}

function CallerCell({
  caller,
  isCallerNamed,
  sessionName,
  sourceIdentity,
}: TrailSession) {
  return (
    <>
      <Caller caller={isCallerNamed ? caller : `somebody in account ${caller}`} />
      <code className="block text-xs text-muted wrap-anywhere">{sessionName}</code>
      {sourceIdentity ? (
        <span className="block text-xs text-muted wrap-anywhere">
          source identity <code>{sourceIdentity}</code>
        </span>
      ) : null}
    </>
  );
}

function ProgramCell({ program, sourceIp, how }: TrailSession) {
  return (
    <>
      <span className="line-clamp-2 text-sm wrap-anywhere">{program ?? 'not told'}</span>
      <span className="block text-xs text-muted wrap-anywhere">
        {how}
        {sourceIp ? ` from ${sourceIp}` : null}
      </span>
    </>
  );
}

const TakenCell = ({ takenAt }: TrailSession) => (
  <span className="whitespace-nowrap">
    <Time at={takenAt} format="datetime" />
  </span>
);

const LeftCell = ({ state, endsAt, roleName, sessionName }: TrailSession) => (
  <SessionLeft state={state} endsAt={endsAt} what={`${roleName} as ${sessionName}`} />
);

type ActionCellProps = Pick<TrailTableProps, 'onRevoke'> & { session: TrailSession };

function ActionCell({ session, onRevoke }: ActionCellProps) {
  if (session.state !== 'live') return null;
  if (session.whyNot)
    return (
      <span className="block max-w-[36ch] text-xs text-muted">{session.whyNot}</span>
    );
  return (
    <Button
      variant="quiet"
      size="small"
      aria-label={`Revoke ${session.roleName}, ${session.sessionName}`}
      onPress={() => onRevoke(session)}
    >
      Revoke…
    </Button>
  );
}
