'use client';

import { useState } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { RadioCards } from '@/components/ui/radio-cards';
import { Time } from '@/components/ui/time';
import type { RevocationView } from '@/lib/credentials/schema';
import { RevokeOutcome } from './revoke-outcome';
import type {
  NamedSession,
  RecordedSession,
  RevokeActions,
  RevokeSubject,
  RevokeWish,
} from './types';
import { type RevokeState, useRevoke } from './use-revoke';

export type RevokeDialogProps = {
  subject: RevokeSubject;
  actions: RevokeActions;
  onChange?: ((view: RevocationView) => void) | undefined;
  onClose: () => void;
};

/** Asks which sessions to end, says what that does and what it cannot, and shows what came of it. */
export function RevokeDialog({ subject, actions, onChange, onClose }: RevokeDialogProps) {
  const state = useRevoke(actions, onChange);
  const { roleName, accountName } = subject;
  return (
    <Dialog
      isOpen
      isAlert={state.isBusy}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={`Revoke ${roleName} in ${accountName}`}
    >
      {state.view ? (
        <RevokeOutcome
          view={state.view}
          state={state}
          actions={actions}
          onClose={onClose}
        />
      ) : (
        <Question subject={subject} state={state} onClose={onClose} />
      )}
    </Dialog>
  );
}

type QuestionProps = {
  subject: RevokeSubject;
  state: RevokeState;
  onClose: () => void;
};

function Question({ subject, state, onClose }: QuestionProps) {
  const { session, roleArn } = subject;
  // Whoever may take a denial back may revoke a whole role as well.
  const mayRole = state.canRestore;
  const [scope, setScope] = useState<'session' | 'role'>(session ? 'session' : 'role');
  const one = scope === 'session' ? session : null;
  return (
    <div className="grid gap-4">
      {session && mayRole ? (
        <RadioCards
          label="Which sessions"
          value={scope}
          onChange={(value) => setScope(value === 'role' ? 'role' : 'session')}
          cards={[
            { value: 'session', title: 'This session', detail: sayHolder(session) },
            {
              value: 'role',
              title: 'Every session of the role',
              detail: 'All people and programs that hold it now, wherever they took it.',
            },
          ]}
        />
      ) : null}
      <Words session={one} />
      <Limits isInCharge={mayRole} />
      {state.refusal ? (
        <Banner tone="danger" title="Not revoked" isAnnounced>
          {state.refusal}
        </Banner>
      ) : null}
      <div className="dialog-foot flex flex-wrap gap-2">
        <Button
          variant="danger"
          isPending={state.isBusy}
          pendingText="Writing and testing…"
          onPress={() => state.revoke(wishFor(roleArn, one))}
        >
          {scope === 'session' ? 'Revoke this session' : 'Revoke every session'}
        </Button>
        <Button onPress={onClose} isDisabled={state.isBusy}>
          Keep {scope === 'session' ? 'it' : 'them'}
        </Button>
      </div>
    </div>
  );
}

type Session = RevokeSubject['session'];

function wishFor(roleArn: string, session: Session): RevokeWish {
  if (session === null) return { scope: 'role', roleArn };
  if (session.id !== null) return { scope: 'session', sessionId: session.id };
  return { scope: 'named', roleArn, sessionName: session.sessionName };
}

function sayHolder(session: RecordedSession | NamedSession): string {
  if (session.id === null)
    return `${session.sessionName}, taken by ${session.caller}, and others by that name.`;
  const { personName } = session;
  return personName ? `The one that ${personName} holds.` : 'The one that you hold.';
}

function Words({ session }: { session: Session }) {
  if (session === null) return <RoleWords />;
  return session.id === null ? (
    <NamedWords session={session} />
  ) : (
    <SessionWords session={session} />
  );
}

function NamedWords({ session }: { session: NamedSession }) {
  return (
    <div className="grid gap-2">
      <p>
        The role gets a statement that denies everything to sessions by the name{' '}
        <code className="wrap-anywhere">{session.sessionName}</code> which began before
        now, <strong>whoever took them</strong>: programs often share a name. Sessions by
        other names are not met, and a later session of that name works on. It is removed
        after 12 hours, when the last of those sessions has ended.
      </p>
      <p>
        The right to take the role stays: whoever took this session can take the role
        again at once.
      </p>
    </div>
  );
}

function SessionWords({ session }: { session: RecordedSession }) {
  return (
    <div className="grid gap-2">
      <p>
        The role gets a statement that denies everything to this one session, by its name.
        Nobody else who holds the role is met. It ends by itself after the session’s own
        end, <Time at={session.expiresAt} format="time" />, and is then removed.
      </p>
      <p>
        The right to take the role stays: {session.personName ?? 'you'} can take it again
        at once. A command line that kept this session hands it out until shortly before
        its end; “drawbridge logout”, then “drawbridge login”, drops it.
      </p>
    </div>
  );
}

function RoleWords() {
  return (
    <div className="grid gap-2">
      <p>
        The role gets a statement that denies everything to sessions which began before
        now, as AWS’s own AWSRevokeOlderSessions does. Who takes the role again from 5
        seconds after now works on. Programs that renew their session by themselves stop
        until they do. It is removed after 12 hours, when the last of those sessions has
        ended.
      </p>
    </div>
  );
}

function Limits({ isInCharge }: { isInCharge: boolean }) {
  return (
    <ul className="grid list-disc gap-1 ps-5 text-sm text-muted">
      <li>
        The keys are not called back: AWS has no way to. They stay valid and are denied.
      </li>
      <li>
        A role that was taken from there has its own session, for up to an hour, and is
        not met.{' '}
        {isInCharge
          ? 'What CloudTrail tells of such sessions is shown next, to end them as well.'
          : 'Ask somebody who administers sessions to look for such and to end them.'}
      </li>
      <li>AWS spreads the change within seconds; until then a call may pass.</li>
    </ul>
  );
}
