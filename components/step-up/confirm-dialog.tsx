'use client';

import { useState } from 'react';
import * as z from 'zod';
import { PasswordField } from '@/components/auth/password-field';
import { postJson } from '@/components/auth/post-json';
import { FormDialog } from '@/components/ui/form-dialog';
import type { Waiting } from './confirm-store';

const Confirmed = z.object({ confirmation: z.string() });

/** A person shows by their password that it is them; then what they asked for goes on. */
export function ConfirmDialog({ waiting }: { waiting: Waiting }) {
  const { subject, what, settle } = waiting;
  const [password, setPassword] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function confirm() {
    setIsBusy(true);
    setRefusal(null);
    const answer = await postJson('/api/auth/step-up/password', { password, subject });
    setIsBusy(false);
    const body = answer.ok ? Confirmed.safeParse(answer.body) : null;
    if (body?.success) return settle(body.data.confirmation);
    setRefusal(answer.ok ? 'The console gave no answer. Try again.' : answer.message);
  }
  return (
    <FormDialog
      title="Confirm that it is you"
      submitText="Confirm"
      pendingText="Confirming…"
      isBusy={isBusy}
      isIncomplete={password === ''}
      refusal={refusal}
      refusedTitle="Not confirmed"
      onSubmit={confirm}
      onClose={() => settle(null)}
    >
      <p className="text-muted wrap-anywhere">For {what}.</p>
      <PasswordField
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
      />
    </FormDialog>
  );
}
