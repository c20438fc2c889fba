import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import { RadioCards } from '@/components/ui/radio-cards';
import { useAsk } from '@/components/ui/use-ask';
import { EventChoices } from './event-choices';
import { MailFields } from './mail-fields';
import { EMPTY_TARGET, type TargetForm, targetInput } from './target-form';
import type { NotificationCalls } from './types';
import { WebhookFields } from './webhook-fields';

export type TargetDialogProps = { add: NotificationCalls['add']; onClose: () => void };

/** Adds a mailbox or a webhook. */
export function TargetDialog({ add, onClose }: TargetDialogProps) {
  const { isBusy, refusal, fields: errors, put, forget } = useAsk('Nothing was added');
  const [form, setForm] = useState(EMPTY_TARGET);
  function change(next: Partial<TargetForm>) {
    setForm((before) => ({ ...before, ...next }));
    forget();
  }
  async function send() {
    const done = `${form.name} is added. Send it a test.`;
    if (await put({ id: 'add', ask: () => add(targetInput(form)), done })) onClose();
  }
  const parts = { form, change, errors };
  return (
    <FormDialog
      title="Add a target"
      submitText="Add"
      pendingText="Adding…"
      isBusy={isBusy}
      refusal={Object.keys(errors).length > 0 ? null : refusal}
      refusedTitle="Nothing was added"
      onSubmit={send}
      onClose={onClose}
    >
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
      {form.kind === 'webhook' ? <WebhookFields {...parts} /> : <MailFields {...parts} />}
      <EventChoices
        chosen={form.events}
        onChange={(events) => change({ events })}
        error={errors['events']}
      />
    </FormDialog>
  );
}
