'use client';

import { CodeBlock } from '@/components/ui/code-block';
import { Field } from '@/components/ui/field';
import { useFragment } from '@/components/ui/use-fragment';
import { AuthForm } from './auth-form';
import { codeOfHash, PASSWORD_HINT } from './check-person';
import { FirstChoice } from './first-choice';
import { PasswordField } from './password-field';
import { type FirstRun, useFirstRun } from './use-first-run';

/** Makes the first administrator by the link that the console printed, then asks where to begin. */
export function FirstRunForm() {
  const fragment = useFragment();
  const code = fragment === undefined ? undefined : codeOfHash(fragment);
  const run = useFirstRun(code ?? null);
  if (run.isDone) return <FirstChoice />;
  if (code === null) return <NoCode />;
  return (
    <AuthForm
      title="Welcome to Drawbridge"
      lead="You are the first here. Make your account; it administers this console."
      refusedTitle="Your account was not made"
      refusal={run.refusal}
      submitText="Create your account"
      pendingText="Making your account…"
      isBusy={run.isBusy}
      isDisabled={code === undefined}
      send={run.send}
    >
      <PersonFields run={run} />
    </AuthForm>
  );
}

function PersonFields({ run: { person, change, problems } }: { run: FirstRun }) {
  return (
    <>
      <Field
        label="Your name"
        name="name"
        value={person.name}
        onChange={(name) => change({ name })}
        error={problems.name}
        autoComplete="name"
        isRequired
        autoFocus
      />
      <Field
        label="E-mail"
        name="email"
        type="email"
        value={person.email}
        onChange={(email) => change({ email })}
        error={problems.email}
        autoComplete="username"
        description="You sign in with it. Nothing is sent to it."
        isRequired
      />
      <PasswordField
        value={person.password}
        onChange={(password) => change({ password })}
        autoComplete="new-password"
        description={PASSWORD_HINT}
        error={problems.password}
      />
    </>
  );
}

function NoCode() {
  return (
    <div className="grid gap-4">
      <h1>Open the whole link</h1>
      <p className="text-muted">
        The console prints a link with a one-time code when it starts. This address came
        without its code. Copy the link from the terminal, or print a new one on the host:
      </p>
      <CodeBlock>node bin/drawbridge.mjs first-run</CodeBlock>
    </div>
  );
}
