'use client';

import { useState } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { PasswordField } from './password-field';
import { postJson } from './post-json';

export type SignInFormProps = {
  /** Where to go afterwards; a path of this console. */
  next?: string | undefined;
};

const WRONG = 'The e-mail or the password is not right. Check both and try again.';

/** 401 and 400 are a wrong e-mail or password; which one is nobody's business. */
const sayRefusal = (status: number, message: string): string =>
  status === 401 || status === 400 ? WRONG : message;

export function SignInForm({ next = '/' }: SignInFormProps) {
  const { fields, change, isBusy, refusal, send } = useSignIn(next);
  return (
    <form
      method="post"
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h1>Sign in</h1>
      {refusal ? (
        <Banner tone="danger" title="You are not signed in" isAnnounced>
          {refusal}
        </Banner>
      ) : null}
      <Field
        label="E-mail"
        name="email"
        type="email"
        value={fields.email}
        onChange={(email) => change({ email })}
        autoComplete="username"
        isRequired
        autoFocus
      />
      <PasswordField
        value={fields.password}
        onChange={(password) => change({ password })}
        autoComplete="current-password"
      />
      <Button
        type="submit"
        variant="primary"
        size="large"
        isWide
        isPending={isBusy}
        pendingText="Signing in…"
      >
        Sign in
      </Button>
    </form>
  );
}

function useSignIn(next: string) {
  const [fields, setFields] = useState({ email: '', password: '' });
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function send() {
    setIsBusy(true);
    setRefusal(null);
    const answer = await postJson('/api/auth/sign-in/email', {
      email: fields.email.trim(),
      password: fields.password,
    });
    if (answer.ok) {
      window.location.assign(next);
      return;
    }
    setIsBusy(false);
    setRefusal(sayRefusal(answer.status, answer.message));
  }
  return {
    fields,
    change: (typed: Partial<typeof fields>) =>
      setFields((before) => ({ ...before, ...typed })),
    isBusy,
    refusal,
    send,
  };
}
