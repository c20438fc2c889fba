'use client';

import { useState } from 'react';
import { LimitChoices } from '@/components/credentials/limit-choices';
import { localOfUtc, utcOfLocal } from '@/components/setup/local-moment';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { ComboBox } from '@/components/ui/combo-box';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { sayDuration } from '@/lib/core/duration';
import type { LimitService } from '@/lib/credentials/limit-services';
import { RuleFields } from './rule-fields';
import {
  BLANK_GRANT,
  draftOf,
  type GrantDraft,
  type GrantView,
  type RoleGrantsView,
} from './types';
import type { GrantRefusal, RoleGrantsState } from './use-role-grants';

type GrantDialogProps = {
  view: RoleGrantsView;
  /** The grant to change; null for a new one. */
  grant: GrantView | null;
  state: Pick<RoleGrantsState, 'isBusy' | 'refusal' | 'give' | 'change'>;
  onClose: () => void;
};

/** Whom a role is given to, for how long, within what, and until when. */
export function GrantDialog({ view, grant, state, onClose }: GrantDialogProps) {
  const [draft, setDraft] = useState(grant ? draftOf(grant) : BLANK_GRANT);
  const { isBusy, refusal } = state;
  const set = (change: Partial<GrantDraft>) => setDraft({ ...draft, ...change });
  async function submit() {
    const isDone = grant ? await state.change(grant, draft) : await state.give(draft);
    if (isDone) onClose();
  }
  const name = `${view.roleName} in ${view.accountName}`;
  return (
    <Dialog
      isOpen
      isAlert={isBusy}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={grant ? `Change ${name} for ${grant.toName}` : `Give ${name}`}
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {grant ? null : <ToField view={view} draft={draft} set={set} state={state} />}
        <TermsFields view={view} draft={draft} set={set} refusal={refusal} />
        {refusal ? (
          <Banner tone="danger" title="Nothing was changed" isAnnounced>
            {refusal.message}
          </Banner>
        ) : null}
        <div className="dialog-foot flex flex-wrap gap-2">
          <Button
            type="submit"
            variant="primary"
            isPending={isBusy}
            pendingText="Writing…"
          >
            {grant ? 'Change it' : 'Give it'}
          </Button>
          <Button onPress={onClose} isDisabled={isBusy}>
            Cancel
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

type PartProps = {
  view: RoleGrantsView;
  draft: GrantDraft;
  set: (change: Partial<GrantDraft>) => void;
};

function ToField({ view, set, state }: PartProps & Pick<GrantDialogProps, 'state'>) {
  return (
    <ComboBox
      label="To whom"
      options={view.options}
      onSelectionChange={(key) => set({ to: key === null ? '' : String(key) })}
      placeholder="A person, a group, or everybody"
      error={state.refusal?.fields['to']}
    />
  );
}

type TermsProps = PartProps & { refusal: GrantRefusal | null };

function TermsFields({ view, draft, set, refusal }: TermsProps) {
  return (
    <>
      <RuleFields
        view={view}
        draft={draft}
        set={set}
        error={refusal?.fields['approvers']}
      />
      <LengthField view={view} draft={draft} set={set} />
      <LimitChoices
        limits={{ ...draft, services: draft.services as LimitService[] }} // the form's own list
        onChange={({ isReadOnly, services, fromIp }) =>
          set({ isReadOnly, services, fromIp })
        }
        seenAddress={null}
        addressError={refusal?.fields['fromIp']}
      />
      <Field
        label="Until"
        type="datetime-local"
        isOptional
        description="In your own time zone. Empty: until somebody ends it."
        value={localOfUtc(draft.endsAt)}
        onChange={(local) => set({ endsAt: utcOfLocal(local) })}
        error={refusal?.fields['endsAt']}
      />
    </>
  );
}

const LENGTHS = [900, 1800, 3600, 7200, 14_400, 28_800, 43_200];
const WHOLE = 'whole';

function LengthField({ view, draft, set }: PartProps) {
  const most = view.roleMaxSeconds ?? 0;
  const lengths = LENGTHS.filter((seconds) => seconds < most);
  // A length that a file brought stays a choice.
  if (draft.maxSeconds !== null && !lengths.includes(draft.maxSeconds))
    lengths.push(draft.maxSeconds);
  return (
    <Select
      label="Longest session"
      options={[
        { id: WHOLE, label: `As long as the role allows, ${sayDuration(most)}` },
        ...lengths.map((seconds) => ({
          id: String(seconds),
          label: sayDuration(seconds),
        })),
      ]}
      value={draft.maxSeconds === null ? WHOLE : String(draft.maxSeconds)}
      onChange={(key) => set({ maxSeconds: key === WHOLE ? null : Number(key) })}
    />
  );
}
