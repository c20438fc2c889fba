'use client';

import { useState } from 'react';
import { PasskeySignIn } from '@/components/passkeys/passkey-sign-in';
import { Field } from '@/components/ui/field';
import { AuthForm } from './auth-form';
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
    <>
      <AuthForm
        title="Sign in"
        refusedTitle="You are not signed in"
        refusal={refusal}
        submitText="Sign in"
        pendingText="Signing in…"
        isBusy={isBusy}
        send={send}
      >
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
          description="Forgotten? An administrator can make you a link for a new one."
        />
      </AuthForm>
      <PasskeySignIn next={next} />
    </>
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
