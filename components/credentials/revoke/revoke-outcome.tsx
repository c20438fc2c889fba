'use client';

import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Time } from '@/components/ui/time';
import type { RevocationView } from '@/lib/credentials/schema';
import { ChainedSessions } from './chained-sessions';
import type { RevokeActions } from './types';
import type { RevokeState } from './use-revoke';

type RevokeOutcomeProps = {
  view: RevocationView;
  state: RevokeState;
  actions: RevokeActions;
  onClose: () => void;
};

export function RevokeOutcome({ view, state, actions, onClose }: RevokeOutcomeProps) {
  const { title, tone } = titleOf(view);
  return (
    <div className="grid gap-4">
      <Banner tone={tone} title={title} isAnnounced>
        {view.state === 'standing' && view.proof ? view.proof.sentence : null}
        {view.state === 'removed'
          ? 'The statement is gone from the role. Keys that have not ended work again.'
          : null}
        {view.detail}
      </Banner>
      {view.state === 'standing' ? (
        <p className="text-sm text-muted">
          The statement stands in the role’s inline policy DrawbridgeRevokedSessions,
          until <Time at={view.endsAt} format="datetime" />.
        </p>
      ) : null}
      {view.state !== 'removed' && state.canRestore ? (
        <ChainedSessions view={view} actions={actions} />
      ) : null}
      {state.refusal ? (
        <Banner tone="danger" title="Not taken back" isAnnounced>
          {state.refusal}
        </Banner>
      ) : null}
      <div className="dialog-foot flex flex-wrap gap-2">
        <Button variant="primary" onPress={onClose} isDisabled={state.isBusy}>
          Close
        </Button>
        {view.state === 'standing' && state.canRestore ? (
          <Button
            isPending={state.isBusy}
            pendingText="Taking it back…"
            onPress={() => state.restore(view.id)}
          >
            Undo
          </Button>
        ) : null}
      </div>
    </div>
  );
}

type Told = { title: string; tone: 'ok' | 'warn' };

function titleOf({ state, scope, proof }: RevocationView): Told {
  const what = scope === 'session' ? 'This session is' : 'Every older session is';
  if (state === 'removed') return { title: 'Taken back', tone: 'ok' };
  if (state !== 'standing')
    return { title: 'On its way; this console goes on with it', tone: 'warn' };
  if (proof?.method === 'denied-call' && proof.holds)
    return { title: `${what} denied everything: tested by a call`, tone: 'ok' };
  return proof?.holds
    ? { title: `${what} denied everything`, tone: 'ok' }
    : { title: 'Written, but it does not hold', tone: 'warn' };
}
