'use client';

import type { ReactNode } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { focusInvalid } from '@/components/ui/focus-invalid';

export type AuthFormProps = {
  title: string;
  lead?: ReactNode;
  refusedTitle: string;
  refusal: string | null;
  submitText: string;
  pendingText: string;
  isBusy: boolean;
  isDisabled?: boolean;
  send: () => Promise<void>;
  children: ReactNode;
};

/** One question before anybody is in: it posts, so that a password never stands in an address. */
export function AuthForm(props: AuthFormProps) {
  return (
    <form
      method="post"
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        void props.send().then(() => focusInvalid(form));
      }}
    >
      <div>
        <h1>{props.title}</h1>
        {props.lead ? <p className="mt-1.5 text-muted">{props.lead}</p> : null}
      </div>
      {props.refusal ? (
        <Banner tone="danger" title={props.refusedTitle} isAnnounced>
          {props.refusal}
        </Banner>
      ) : null}
      {props.children}
      <Button
        type="submit"
        variant="primary"
        size="large"
        isWide
        isPending={props.isBusy}
        isDisabled={props.isDisabled ?? false}
        pendingText={props.pendingText}
      >
        {props.submitText}
      </Button>
    </form>
  );
}
