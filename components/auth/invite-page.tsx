'use client';

import { useQuery } from '@tanstack/react-query';
import { AuthFrame } from '@/components/frame/auth-frame';
import { signOut } from '@/components/frame/sign-out';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Field } from '@/components/ui/field';
import { Time } from '@/components/ui/time';
import { useFragment } from '@/components/ui/use-fragment';
import { ROLE_WORDS } from '@/lib/people/role-words';
import type { OpenedInvite } from '@/lib/people/schema';
import { AuthForm } from './auth-form';
import { AuthPart } from './auth-part';
import { PasswordField } from './password-field';
import { inviteQuery, type Joining, passwordHint, useJoin } from './use-invite';

export type InvitePageProps = {
  /** Who is signed in in this browser. */
  reader: { name: string; email: string } | null;
};

/** Where an invited person joins. The link is the key: nobody has to be signed in. */
export function InvitePage({ reader }: InvitePageProps) {
  const secret = useFragment();
  return (
    <AuthFrame>
      {secret === undefined ? null : <Opened secret={secret} reader={reader} />}
    </AuthFrame>
  );
}

function Opened({ secret, reader }: InvitePageProps & { secret: string }) {
  const { data, error } = useQuery({ ...inviteQuery(secret), enabled: secret !== '' });
  if (secret === '' || data === 'gone') return <Gone />;
  if (error)
    return (
      <Banner tone="danger" title="The invite could not be opened" isAnnounced>
        {error.message}
      </Banner>
    );
  if (!data) return <p role="status">Opening…</p>;
  if (reader && reader.email.toLowerCase() !== data.email)
    return <SomebodyElse reader={reader} invite={data} />;
  return <JoinForm secret={secret} invite={data} />;
}

const Gone = () => (
  <AuthPart title="This invite leads nowhere">
    <p className="text-muted">
      It was used, was taken back, has run out, or the address is not whole. Ask whoever
      invited you for a new link.
    </p>
    <div>
      <ButtonLink href="/sign-in">Sign in</ButtonLink>
    </div>
  </AuthPart>
);

type SomebodyElseProps = {
  reader: NonNullable<InvitePageProps['reader']>;
  invite: OpenedInvite;
};

function SomebodyElse({ reader, invite }: SomebodyElseProps) {
  return (
    <AuthPart title="This invite is for somebody else">
      <p className="wrap-anywhere">
        You are signed in as {reader.name} ({reader.email}). The invite to{' '}
        {invite.workspaceName} is for {invite.email}.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          onPress={() => void signOut(() => window.location.reload())}
        >
          Sign out and join
        </Button>
        <ButtonLink href="/">Stay signed in</ButtonLink>
      </div>
    </AuthPart>
  );
}

function JoinForm({ secret, invite }: { secret: string; invite: OpenedInvite }) {
  const joining = useJoin(secret, invite);
  return (
    <AuthForm
      title={`Join ${invite.workspaceName}`}
      lead={
        <>
          {invite.invitedByName} invites you as {ROLE_WORDS[invite.role].name}. The link
          works once, until <Time at={invite.expiresAt} />.
        </>
      }
      refusedTitle="You have not joined"
      refusal={joining.refusal}
      submitText="Join"
      pendingText="Joining…"
      isBusy={joining.isBusy}
      send={joining.send}
    >
      <JoinFields invite={invite} joining={joining} />
    </AuthForm>
  );
}

type JoinFieldsProps = { invite: OpenedInvite; joining: Joining };

function JoinFields({ invite, joining: { person, change, problems } }: JoinFieldsProps) {
  return (
    <>
      <Field
        label="E-mail"
        name="email"
        type="email"
        value={invite.email}
        autoComplete="username"
        description="You sign in with it."
        isReadOnly
      />
      {invite.hasAccount ? null : (
        <Field
          label="Your name"
          name="name"
          value={person.name}
          onChange={(name) => change({ name })}
          error={problems.name}
          autoComplete="name"
          maxLength={100}
          isRequired
          autoFocus
        />
      )}
      <PasswordField
        value={person.password}
        onChange={(password) => change({ password })}
        autoComplete={invite.hasAccount ? 'current-password' : 'new-password'}
        description={passwordHint(invite)}
        error={problems.password}
      />
    </>
  );
}
