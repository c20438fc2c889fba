import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { askToConfirm } from '@/components/step-up/confirm-store';
import { Field } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import { showToast } from '@/components/ui/toast-store';
import { ADD_PASSKEY_SUBJECT } from '@/lib/core/step-up';
import { makePasskey } from './ask-device';

/** Has the reader's device make a passkey. They confirm first: it outlives their session. */
export function AddPasskeyDialog({ onClose }: { onClose: () => void }) {
  const { name, setName, isBusy, refusal, add } = useAdding(onClose);
  return (
    <FormDialog
      title="Add a passkey"
      isBusy={isBusy}
      isIncomplete={name.trim() === ''}
      refusal={refusal}
      refusedTitle="No passkey was added"
      submitText="Add it"
      pendingText="Waiting for your device…"
      onSubmit={add}
      onClose={onClose}
    >
      <p className="text-muted">
        A key that stays on this device, in your password manager or on a security key. It
        signs you in by PIN, finger or face, and works for this console alone: nobody can
        talk you out of it.
      </p>
      <Field
        label="Name"
        description="By which you know it again when you remove it."
        value={name}
        onChange={setName}
        maxLength={60}
        isRequired
        autoFocus
      />
    </FormDialog>
  );
}

function useAdding(onClose: () => void) {
  const router = useRouter();
  const [name, setName] = useState(() => nameOfDevice(navigator.userAgent));
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function add() {
    setRefusal(null);
    const confirmation = await askToConfirm(ADD_PASSKEY_SUBJECT, ADD_PASSKEY_SUBJECT);
    if (confirmation === null) return;
    setIsBusy(true);
    const made = await makePasskey(confirmation, name.trim());
    setIsBusy(false);
    if (!made.ok) return setRefusal(made.message);
    showToast({ title: 'The passkey is added.', detail: 'It signs you in from now on.' });
    router.refresh();
    onClose();
  }
  return { name, setName, isBusy, refusal, add };
}

const DEVICES: readonly [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Mac OS X/, 'Mac'],
  [/Windows/, 'Windows computer'],
  [/Linux/, 'Linux computer'],
];

/** What to suggest as a name. */
const nameOfDevice = (userAgent: string): string =>
  DEVICES.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'This device';
