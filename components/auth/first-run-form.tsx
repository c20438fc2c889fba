'use client';

import { focusInvalid } from '@/components/inventory/focus-invalid';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';
import { Field } from '@/components/ui/field';
import { useFragment } from '@/components/ui/use-fragment';
import { codeOfHash, MIN_PASSWORD_LENGTH } from './check-person';
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
    <form
      method="post"
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        void run.send().then(() => focusInvalid(form));
      }}
    >
      <div>
        <h1>Welcome to Drawbridge</h1>
        <p className="mt-1.5 text-muted">
          You are the first here. Make your account; it administers this console.
        </p>
      </div>
      {run.refusal ? (
        <Banner tone="danger" title="Your account was not made" isAnnounced>
          {run.refusal}
        </Banner>
      ) : null}
      <PersonFields run={run} />
      <Button
        type="submit"
        variant="primary"
        size="large"
        isWide
        isPending={run.isBusy}
        isDisabled={code === undefined}
        pendingText="Making your account…"
      >
        Create your account
      </Button>
    </form>
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
        description={`At least ${MIN_PASSWORD_LENGTH} characters. A sentence is fine.`}
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
