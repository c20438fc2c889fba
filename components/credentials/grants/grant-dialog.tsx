'use client';

import { useState } from 'react';
import { LimitChoices } from '@/components/credentials/limit-choices';
import { STEP_UP_OPTIONS } from '@/components/step-up/step-up-options';
import { ComboBox } from '@/components/ui/combo-box';
import { Field } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import { localOfUtc, utcOfLocal } from '@/components/ui/local-moment';
import { Select } from '@/components/ui/select';
import { sayDuration } from '@/lib/core/duration';
import { STEP_UPS } from '@/lib/core/step-up';
import type { LimitService } from '@/lib/credentials/limit-services';
import { RuleFields } from './rule-fields';
import {
  BLANK_GRANT,
  draftOf,
  type GrantDraft,
  type GrantView,
  type RoleGrantsView,
} from './types';
import type { RoleGrantsState } from './use-role-grants';

type GrantDialogProps = {
  view: RoleGrantsView;
  /** The grant to change; null for a new one. */
  grant: GrantView | null;
  state: Pick<RoleGrantsState, 'isBusy' | 'refusal' | 'fields' | 'give' | 'change'>;
  onClose: () => void;
};

/** Whom a role is given to, for how long, within what, and until when. */
export function GrantDialog({ view, grant, state, onClose }: GrantDialogProps) {
  const [draft, setDraft] = useState(grant ? draftOf(grant) : BLANK_GRANT);
  const { isBusy, refusal, fields } = state;
  const set = (change: Partial<GrantDraft>) => setDraft({ ...draft, ...change });
  async function submit() {
    const isDone = grant ? await state.change(grant, draft) : await state.give(draft);
    if (isDone) onClose();
  }
  const name = `${view.roleName} in ${view.accountName}`;
  return (
    <FormDialog
      title={grant ? `Change ${name} for ${grant.toName}` : `Give ${name}`}
      submitText={grant ? 'Change it' : 'Give it'}
      pendingText="Writing…"
      isBusy={isBusy}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      {grant ? null : <ToField view={view} draft={draft} set={set} state={state} />}
      <TermsFields view={view} draft={draft} set={set} errors={fields} />
    </FormDialog>
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
      error={state.fields['to']}
    />
  );
}

type TermsProps = PartProps & { errors: RoleGrantsState['fields'] };

function TermsFields({ view, draft, set, errors }: TermsProps) {
  return (
    <>
      <RuleFields view={view} draft={draft} set={set} error={errors['approvers']} />
      <Select
        label="Confirm that it is them"
        options={STEP_UP_OPTIONS}
        value={draft.stepUp}
        onChange={(key) =>
          set({ stepUp: STEP_UPS.find((one) => one === key) ?? 'never' })
        }
      />
      <LengthField view={view} draft={draft} set={set} />
      <LimitChoices
        limits={{ ...draft, services: draft.services as LimitService[] }} // the form's own list
        onChange={({ isReadOnly, services, fromIp }) =>
          set({ isReadOnly, services, fromIp })
        }
        seenAddress={null}
        addressError={errors['fromIp']}
      />
      <Field
        label="Until"
        type="datetime-local"
        isOptional
        description="In your own time zone. Empty: until somebody ends it."
        value={localOfUtc(draft.endsAt)}
        onChange={(local) => set({ endsAt: utcOfLocal(local) })}
        error={errors['endsAt']}
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
