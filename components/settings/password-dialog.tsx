import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { type PasswordChange, problemsOfChange } from '@/components/auth/check-person';
import { postJson } from '@/components/auth/post-json';
import { FormDialog } from '@/components/ui/form-dialog';
import { showToast } from '@/components/ui/toast-store';
import { PasswordFields } from './password-fields';

export type PasswordDialogProps = { email: string; onClose: () => void };

/** Changes the reader's password, by the one that they have. */
export function PasswordDialog({ email, onClose }: PasswordDialogProps) {
  const form = useChange(onClose);
  return (
    <FormDialog
      title="Change your password"
      isBusy={form.isBusy}
      refusal={form.refusal}
      refusedTitle="Your password is as it was"
      submitText="Change it"
      pendingText="Changing…"
      onSubmit={form.send}
      onClose={onClose}
    >
      <p className="text-muted">
        Your other sessions and your signed-in computers end with the old one. AWS
        credentials that were taken already work until they run out.
      </p>
      <PasswordFields
        email={email}
        passwords={form.passwords}
        problems={form.problems}
        change={form.change}
      />
    </FormDialog>
  );
}

const EMPTY: PasswordChange = { currentPassword: '', newPassword: '' };

function useChange(onClose: () => void) {
  const router = useRouter();
  const [passwords, setPasswords] = useState(EMPTY);
  const [problems, setProblems] = useState<Partial<PasswordChange>>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  async function send(): Promise<void> {
    const found = problemsOfChange(passwords);
    setProblems(found);
    setRefusal(null);
    if (Object.keys(found).length > 0) return;
    setIsBusy(true);
    const answer = await postJson('/api/auth/change-password', passwords);
    setIsBusy(false);
    if (!answer.ok) {
      setProblems(answer.fields);
      const isAtField = Object.keys(EMPTY).some((name) => name in answer.fields);
      return setRefusal(isAtField ? null : answer.message);
    }
    showToast({
      title: 'Your password is changed.',
      detail: 'Other sessions and signed-in computers have ended.',
    });
    router.refresh();
    onClose();
  }
  function change(next: Partial<PasswordChange>) {
    setPasswords((before) => ({ ...before, ...next }));
    setProblems({});
  }
  return { passwords, change, problems, refusal, isBusy, send };
}
