'use client';

import Link from 'next/link';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Time } from '@/components/ui/time';
import { rolePath } from '@/lib/core/links';
import type { RevocationView } from '@/lib/credentials/schema';
import type { RevokeActions } from '../revoke/types';
import { useRevoke } from '../revoke/use-revoke';

type StandingDenialsProps = {
  revocations: readonly RevocationView[];
  actions: RevokeActions;
};

/** What stands at roles now because somebody revoked something. */
export function StandingDenials({ revocations, actions }: StandingDenialsProps) {
  if (revocations.length === 0) return null;
  return (
    <section aria-labelledby="denials-title" className="mt-8">
      <h2 id="denials-title" className="mb-2">
        Denials that stand
      </h2>
      <ul className="grid gap-2">
        {revocations.map((revocation) => (
          <li key={revocation.id} className="card px-4 py-3">
            <Denial revocation={revocation} actions={actions} />
          </li>
        ))}
      </ul>
    </section>
  );
}

type DenialProps = { revocation: RevocationView; actions: RevokeActions };

function Denial({ revocation, actions }: DenialProps) {
  const { refusal, isBusy, restore, canRestore } = useRevoke(actions);
  const { id, roleArn, roleName, accountName, sessionName, state, detail } = revocation;
  return (
    <div className="grid items-center gap-x-4 gap-y-2 sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <p>
          {sessionName ? (
            <>
              The session <code className="wrap-anywhere">{sessionName}</code> of{' '}
            </>
          ) : (
            <>
              Every session that began before{' '}
              <Time at={revocation.cutOffAt} format="datetime" /> of{' '}
            </>
          )}
          <Link href={rolePath(roleArn)}>{roleName}</Link> in {accountName}
        </p>
        <p className="text-sm text-muted">
          by {revocation.byName}, <Time at={revocation.createdAt} format="relative" />,
          until <Time at={revocation.endsAt} format="datetime" />. {STATE_WORDS[state]}{' '}
          {detail}
        </p>
      </div>
      {state === 'standing' && canRestore ? (
        <Button
          size="small"
          isPending={isBusy}
          pendingText="Taking it back…"
          onPress={() => restore(id)}
          aria-label={`Undo: ${sessionName ?? `every session of ${roleName}`}`}
        >
          Undo
        </Button>
      ) : null}
      {refusal ? (
        <Banner tone="danger" title="Not taken back" isAnnounced>
          {refusal}
        </Banner>
      ) : null}
    </div>
  );
}

const STATE_WORDS: Record<RevocationView['state'], string> = {
  writing: 'Still being written.',
  standing: '',
  removing: 'Being taken away.',
  removed: '',
  stopped: '',
};
