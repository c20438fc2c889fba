'use client';

import { useQuery } from '@tanstack/react-query';
import { AuthFrame } from '@/components/frame/auth-frame';
import { Banner } from '@/components/ui/banner';
import { ButtonLink } from '@/components/ui/button-link';
import { Field } from '@/components/ui/field';
import { Time } from '@/components/ui/time';
import { useFragment } from '@/components/ui/use-fragment';
import type { OpenedReset } from '@/lib/people/schema';
import { AuthForm } from './auth-form';
import { AuthPart } from './auth-part';
import { PASSWORD_HINT } from './check-person';
import { PasswordField } from './password-field';
import { resetQuery, useReset } from './use-reset';

/** Where somebody sets a new password. The link is the key: nobody has to be signed in. */
export function ResetPage() {
  const secret = useFragment();
  return (
    <AuthFrame>{secret === undefined ? null : <Opened secret={secret} />}</AuthFrame>
  );
}

function Opened({ secret }: { secret: string }) {
  const { data, error } = useQuery({ ...resetQuery(secret), enabled: secret !== '' });
  if (secret === '' || data === 'gone') return <Gone />;
  if (error)
    return (
      <Banner tone="danger" title="The link could not be opened" isAnnounced>
        {error.message}
      </Banner>
    );
  if (!data) return <p role="status">Opening…</p>;
  return <ResetForm secret={secret} opened={data} />;
}

const Gone = () => (
  <AuthPart title="This link leads nowhere">
    <p className="text-muted">
      It was used or replaced, has run out, or the address is not whole: ask an
      administrator for a new one.
    </p>
    <div>
      <ButtonLink href="/sign-in">Sign in</ButtonLink>
    </div>
  </AuthPart>
);

const Done = () => (
  <AuthPart title="Your new password is set">
    <p role="status" className="text-muted">
      You are signed out everywhere, and the link is spent. Computers are signed in again
      by <code>drawbridge login</code>.
    </p>
    <div>
      <ButtonLink href="/sign-in" variant="primary">
        Sign in
      </ButtonLink>
    </div>
  </AuthPart>
);

function ResetForm({ secret, opened }: { secret: string; opened: OpenedReset }) {
  const { password, change, problem, refusal, isBusy, isDone, send } = useReset(secret);
  if (isDone) return <Done />;
  return (
    <AuthForm
      title="Set a new password"
      lead={
        <>
          The link works once, until <Time at={opened.expiresAt} />. Your sessions and
          signed-in computers end with the old password.
        </>
      }
      refusedTitle="Your password is as it was"
      refusal={refusal}
      submitText="Set it"
      pendingText="Setting it…"
      isBusy={isBusy}
      send={send}
    >
      <Field
        label="E-mail"
        name="email"
        type="email"
        value={opened.email}
        autoComplete="username"
        description="You sign in with it."
        isReadOnly
      />
      <PasswordField
        label="New password"
        value={password}
        onChange={change}
        autoComplete="new-password"
        description={PASSWORD_HINT}
        error={problem}
        autoFocus
      />
    </AuthForm>
  );
}
