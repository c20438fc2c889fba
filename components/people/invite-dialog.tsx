import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { askConfirmed } from '@/components/step-up/ask-confirmed';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import { unreachable } from '@/components/ui/outcome';
import { Select } from '@/components/ui/select';
import type { MemberRole } from '@/lib/core/member-role';
import type { InviteMade } from '@/lib/people/schema';
import { LinkDialog } from './link-dialog';
import { ROLE_OPTIONS } from './role-options';
import type { PeopleCalls } from './types';

export type InviteDialogProps = { invite: PeopleCalls['invite']; onClose: () => void };

/** Invites one person; the link is shown here once, where it could not be mailed. */
export function InviteDialog({ invite, onClose }: InviteDialogProps) {
  const form = useInviteForm(invite);
  if (form.made) return <Made made={form.made} onClose={onClose} />;
  return (
    <FormDialog
      title="Invite somebody"
      isBusy={form.isBusy}
      refusal={form.refusal}
      refusedTitle="Nobody was invited"
      submitText="Invite"
      pendingText="Inviting…"
      onSubmit={form.send}
      onClose={onClose}
    >
      <InviteFields form={form} />
    </FormDialog>
  );
}

const LIVES = [
  { id: '1', label: '1 day' },
  { id: '3', label: '3 days' },
  { id: '7', label: '7 days' },
];

function InviteFields({ form }: { form: ReturnType<typeof useInviteForm> }) {
  const { draft, change, errors } = form;
  return (
    <>
      <Field
        label="E-mail"
        type="email"
        value={draft.email}
        onChange={(email) => change({ email })}
        error={errors['email']}
        autoComplete="off"
        description="The link joins this address alone, once."
        autoFocus
      />
      <Select
        label="As"
        options={ROLE_OPTIONS}
        value={draft.role}
        onChange={(key) => change({ role: key as MemberRole })} // of ROLE_OPTIONS
        error={errors['role']}
      />
      <Select
        label="Link ends after"
        options={LIVES}
        value={`${draft.days}`}
        onChange={(key) => change({ days: Number(key) })}
        error={errors['days']}
      />
    </>
  );
}

function Made({ made, onClose }: { made: InviteMade; onClose: () => void }) {
  const title = `${made.email} is invited`;
  if (made.kind === 'link')
    return (
      <LinkDialog title={title} url={made.url} onClose={onClose}>
        {made.why} Give the link to them yourself. It is shown this once: whoever has it
        can join under this address.
      </LinkDialog>
    );
  return (
    <Dialog
      isOpen
      isAlert
      onOpenChange={onClose}
      title={title}
      actions={<Button onPress={onClose}>Done</Button>}
    >
      <p>The link is on its way by mail.</p>
    </Dialog>
  );
}

const EMPTY = { email: '', role: 'viewer' as MemberRole, days: 7 };

function useInviteForm(invite: PeopleCalls['invite']) {
  const router = useRouter();
  const [draft, setDraft] = useState(EMPTY);
  const [errors, setErrors] = useState<Partial<Record<string, string>>>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [made, setMade] = useState<InviteMade | null>(null);

  async function send() {
    setIsBusy(true);
    setRefusal(null);
    const answer = await askConfirmed(() => invite(draft)).catch(() =>
      unreachable('Nobody was invited'),
    );
    setIsBusy(false);
    if (!answer.ok) {
      setErrors(answer.fields ?? {});
      return setRefusal(answer.fields ? null : answer.message);
    }
    setMade(answer.value);
    router.refresh();
  }
  function change(next: Partial<typeof EMPTY>) {
    setDraft((before) => ({ ...before, ...next }));
    setErrors({});
  }
  return { draft, change, errors, refusal, isBusy, made, send };
}
