'use client';

import { useState } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Time } from '@/components/ui/time';
import type { SessionsFilter } from '@/lib/credentials/schema';
import type { TrailSession } from '@/lib/credentials/trail/schema';
import { RevokeDialog } from '../../revoke/revoke-dialog';
import type { RevokeActions, RevokeSubject } from '../../revoke/types';
import { TrailTable } from './trail-table';
import { type TrailReading, useTrailSessions } from './use-trail-sessions';

type TrailSessionsProps = {
  accounts: readonly { id: string; name: string }[];
  filter: Pick<SessionsFilter, 'q' | 'role' | 'state'>;
  actions: RevokeActions;
};

const ROWS_MAX = 100;

/** What was taken without this console, as CloudTrail tells it: asked for, never by itself. */
export function TrailSessions({ accounts, filter, actions }: TrailSessionsProps) {
  const { reading, isBusy, look } = useTrailSessions(accounts);
  const [isWithServices, setIsWithServices] = useState(false);
  const [chosen, setChosen] = useState<TrailSession | null>(null);
  const fitting = (reading?.sessions ?? []).filter((session) => fits(session, filter));
  const shown = fitting.filter(({ isByService }) => isWithServices || !isByService);
  return (
    <section aria-labelledby="trail-title" className="mt-8 grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id="trail-title">Taken past this console</h2>
        <Button
          isPending={isBusy}
          pendingText="Asking CloudTrail…"
          isDisabled={accounts.length === 0}
          onPress={() => look(reading !== null)}
        >
          {reading ? 'Look again' : 'Look in CloudTrail'}
        </Button>
      </div>
      <p className="text-sm text-muted">
        {accounts.length === 0
          ? 'No account is connected, so no CloudTrail can be asked.'
          : `Sessions of the last 12 hours on roles of your accounts that somebody took elsewhere, by the CloudTrail of ${sayAccounts(accounts.length)}, in the region of its connection and in that of the global sign-in service. Events arrive minutes late.`}
      </p>
      {reading ? <Progress reading={reading} isBusy={isBusy} /> : null}
      {fitting.some(({ isByService }) => isByService) ? (
        <Checkbox isSelected={isWithServices} onChange={setIsWithServices}>
          Show what AWS’s own services took as well
        </Checkbox>
      ) : null}
      {shown.length > 0 ? (
        <TrailTable sessions={shown.slice(0, ROWS_MAX)} onRevoke={setChosen} />
      ) : null}
      {reading && !isBusy ? <Count shown={shown.length} /> : null}
      {chosen ? (
        <RevokeDialog
          subject={subjectOf(chosen)}
          actions={actions}
          onChange={() => look(false)}
          onClose={() => setChosen(null)}
        />
      ) : null}
    </section>
  );
}

const sayAccounts = (count: number): string =>
  count === 1 ? 'one account' : `${count} accounts`;

function Count({ shown }: { shown: number }) {
  if (shown === 0) return <p>No such session is in what CloudTrail told.</p>;
  if (shown <= ROWS_MAX) return null;
  return (
    <p className="text-sm text-muted">
      The newest {ROWS_MAX} of {shown.toLocaleString('en-GB')}. Filter for the others.
    </p>
  );
}

function Progress({ reading, isBusy }: { reading: TrailReading; isBusy: boolean }) {
  const { done, total, refusals, cut, lookedAt } = reading;
  return (
    <>
      <p role="status" className="text-sm">
        {isBusy
          ? `${done} of ${total} accounts read…`
          : `${total - refusals.length} of ${sayAccounts(total)} read.`}{' '}
        {lookedAt && !isBusy ? (
          <span className="text-muted">
            Looked <Time at={lookedAt} format="relative" />.
          </span>
        ) : null}
      </p>
      {refusals.length > 0 ? (
        <Banner tone="warn" title="Not every trail could be read">
          <ul className="grid gap-1">
            {refusals.map(({ name, message }) => (
              <li key={name}>
                {name}: {message}
              </li>
            ))}
          </ul>
        </Banner>
      ) : null}
      {cut.length > 0 ? (
        <p className="text-sm text-muted">
          Only the newest takings were read of {cut.join(', ')}.
        </p>
      ) : null}
    </>
  );
}

function fits(session: TrailSession, { q, role, state }: TrailSessionsProps['filter']) {
  if (state !== 'any' && session.state !== state) return false;
  if (role && session.roleArn !== role) return false;
  const { roleArn, sessionName, sourceIdentity, caller, accountName } = session;
  const told = [roleArn, sessionName, sourceIdentity, caller, accountName].join(' ');
  return told.toLowerCase().includes(q.trim().toLowerCase());
}

const subjectOf = (session: TrailSession): RevokeSubject => ({
  roleArn: session.roleArn,
  roleName: session.roleName,
  accountName: session.accountName,
  session: { id: null, sessionName: session.sessionName, caller: session.caller },
});
