import { useState } from 'react';
import { askConfirmed } from '@/components/step-up/ask-confirmed';
import { FormDialog } from '@/components/ui/form-dialog';
import { unreachable } from '@/components/ui/outcome';
import { Time } from '@/components/ui/time';
import type { MemberView, ResetLinkMade } from '@/lib/people/schema';
import { LinkDialog } from './link-dialog';
import type { PeopleCalls } from './types';

export type ResetDialogProps = {
  member: MemberView;
  makeResetLink: PeopleCalls['makeResetLink'];
  onClose: () => void;
};

/** Makes a link by which a member sets a new password, and shows it once. */
export function ResetDialog({ member, makeResetLink, onClose }: ResetDialogProps) {
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [made, setMade] = useState<ResetLinkMade | null>(null);

  async function send() {
    setIsBusy(true);
    setRefusal(null);
    const answer = await askConfirmed(() => makeResetLink({ userId: member.id })).catch(
      () => unreachable('No link was made'),
    );
    setIsBusy(false);
    if (answer.ok) setMade(answer.value);
    else setRefusal(answer.message);
  }
  if (made)
    return (
      <LinkDialog title={`A link for ${made.name}`} url={made.url} onClose={onClose}>
        Give it to {made.name} by a way that reaches nobody else. It is shown this once
        and works once, until <Time at={made.expiresAt} />.
      </LinkDialog>
    );
  return (
    <FormDialog
      title={`Reset the password of ${member.name}?`}
      isBusy={isBusy}
      refusal={refusal}
      refusedTitle="No link was made"
      submitText="Make the link"
      pendingText="Making it…"
      onSubmit={send}
      onClose={onClose}
    >
      <p>
        {member.name} sets a new password by a link, once, within a day. Until then the
        old one works. An earlier link ends.
      </p>
      <p className="text-muted">
        Their sessions and signed-in computers end when the new password is set. Whoever
        holds the link can sign in as {member.name}; the log says that you made it.
      </p>
    </FormDialog>
  );
}
