import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { unreachable } from '@/components/ui/outcome';
import { RadioCards } from '@/components/ui/radio-cards';
import { showToast } from '@/components/ui/toast-store';
import { EventChoices } from './event-choices';
import { MailFields } from './mail-fields';
import {
  EMPTY_TARGET,
  type TargetFieldsProps,
  type TargetForm,
  targetInput,
} from './target-form';
import type { NotificationCalls } from './types';
import { WebhookFields } from './webhook-fields';

export type TargetDialogProps = { add: NotificationCalls['add']; onClose: () => void };

/** Adds a mailbox or a webhook. */
export function TargetDialog({ add, onClose }: TargetDialogProps) {
  const { form, change, errors, refusal, isBusy, send } = useTargetForm(add, onClose);
  const parts = { form, change, errors };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title="Add a target"
      actions={
        <>
          <Button
            variant="primary"
            isPending={isBusy}
            pendingText="Adding…"
            onPress={() => void send()}
          >
            Add
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </>
      }
    >
      <div className="grid gap-4">
        {refusal ? (
          <Banner tone="danger" title="Nothing was added" isAnnounced>
            {refusal}
          </Banner>
        ) : null}
        <RadioCards
          label="Kind"
          cardMinPx={160}
          value={form.kind}
          onChange={(kind) => change({ kind: kind === 'email' ? 'email' : 'webhook' })}
          cards={[
            { value: 'webhook', title: 'Webhook', detail: 'Slack, or a program' },
            { value: 'email', title: 'E-mail', detail: 'By your mail server' },
          ]}
        />
        <Field
          label="Name"
          value={form.name}
          onChange={(name) => change({ name })}
          error={errors['name']}
          placeholder={form.kind === 'webhook' ? '#aws-access' : 'Security team'}
        />
        {form.kind === 'webhook' ? (
          <WebhookFields {...parts} />
        ) : (
          <MailFields {...parts} />
        )}
        <EventChoices
          chosen={form.events}
          onChange={(events) => change({ events })}
          error={errors['events']}
        />
      </div>
    </Dialog>
  );
}

function useTargetForm(add: NotificationCalls['add'], onClose: () => void) {
  const router = useRouter();
  const [form, setForm] = useState(EMPTY_TARGET);
  const [errors, setErrors] = useState<TargetFieldsProps['errors']>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  async function send() {
    setIsBusy(true);
    const answer = await add(targetInput(form)).catch(() =>
      unreachable('Nothing was added'),
    );
    setIsBusy(false);
    if (!answer.ok) {
      setErrors(answer.fields ?? {});
      return setRefusal(answer.fields ? null : answer.message);
    }
    showToast({ title: `${form.name} is added. Send it a test.` });
    onClose();
    router.refresh();
  }
  function change(next: Partial<TargetForm>) {
    setForm((before) => ({ ...before, ...next }));
    setErrors({});
  }
  return { form, change, errors, refusal, isBusy, send };
}
