'use client';

import { useEffect, useRef, useState } from 'react';
import * as z from 'zod';
import { PasswordField } from '@/components/auth/password-field';
import { postJson } from '@/components/auth/post-json';
import {
  type Asked,
  type Challenge,
  fetchChallenge,
  showPasskey,
} from '@/components/passkeys/ask-device';
import { Button } from '@/components/ui/button';
import { FormDialog } from '@/components/ui/form-dialog';
import type { Waiting } from './confirm-store';

const Confirmed = z.object({ confirmation: z.string() });

/** A person shows by password or passkey that it is them; then what they asked for goes on. */
export function ConfirmDialog({ waiting }: { waiting: Waiting }) {
  const { what, settle } = waiting;
  const [password, setPassword] = useState('');
  const { isBusy, refusal, confirm } = useConfirming(waiting);
  const passkey = useOwnChallenge();
  return (
    <FormDialog
      title="Confirm that it is you"
      submitText="Confirm"
      pendingText="Confirming…"
      isBusy={isBusy}
      isIncomplete={password === ''}
      refusal={refusal}
      refusedTitle="Not confirmed"
      others={
        passkey.isThere ? (
          <Button
            isDisabled={isBusy}
            onPress={() =>
              void confirm('passkey', async () => {
                const shown = await showPasskey(passkey.take());
                return shown.ok ? { ok: true, value: { shown: shown.value } } : shown;
              })
            }
          >
            Use a passkey
          </Button>
        ) : null
      }
      onSubmit={() =>
        confirm('password', async () => ({ ok: true, value: { password } }))
      }
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

/** Asks the person for what shows that it is them, and the console whether it does. */
function useConfirming({ subject, settle }: Waiting) {
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function confirm(
    by: 'password' | 'passkey',
    ask: () => Promise<Asked<object>>,
  ): Promise<void> {
    setIsBusy(true);
    setRefusal(null);
    const shown = await ask();
    const answer = shown.ok
      ? await postJson(`/api/auth/step-up/${by}`, { ...shown.value, subject })
      : shown;
    setIsBusy(false);
    if (!answer.ok) return setRefusal(answer.message);
    const body = Confirmed.safeParse(answer.body);
    if (body.success) return settle(body.data.confirmation);
    setRefusal('The console gave no answer. Try again.');
  }
  return { isBusy, refusal, confirm };
}

/** Whether the reader has a passkey, and the first question for it, which is good once. */
function useOwnChallenge() {
  const [isThere, setIsThere] = useState(false);
  const first = useRef<Challenge | null>(null);
  useEffect(() => {
    void fetchChallenge().then((asked) => {
      if (!asked.ok || !asked.value.allowCredentials?.length) return;
      first.current = asked.value;
      setIsThere(true);
    });
  }, []);
  const take = () => {
    const challenge = first.current;
    first.current = null;
    return challenge;
  };
  return { isThere, take };
}
