'use client';

import { Checkbox } from '@/components/ui/checkbox';
import { RadioCards } from '@/components/ui/radio-cards';
import { Select } from '@/components/ui/select';
import type { GrantDraft, RoleGrantsView } from './types';

type RuleFieldsProps = {
  view: RoleGrantsView;
  draft: GrantDraft;
  set: (change: Partial<GrantDraft>) => void;
  error: string | undefined;
};

/** Whether a role is taken at once, asked for, or behind a glass. */
export function RuleFields(props: RuleFieldsProps) {
  const { draft, set } = props;
  return (
    <>
      <RadioCards
        label="How it is taken"
        cardMinPx={150}
        value={draft.rule}
        onChange={(rule) => set({ rule: RULES.find((one) => one === rule) ?? 'none' })}
        cards={[
          {
            value: 'none',
            title: 'At once',
            detail: 'One click, as long as it is given.',
          },
          { value: 'ask', title: 'Ask first', detail: 'With a reason, after approvals.' },
          {
            value: 'break-glass',
            title: 'Break the glass',
            detail: 'At once with a reason; everybody is told, and somebody reviews it.',
          },
        ]}
      />
      {draft.rule === 'ask' ? <Approvers {...props} /> : null}
    </>
  );
}

const RULES = ['none', 'ask', 'break-glass'] as const;
const NO_GROUP = 'none';
const MOST_APPROVALS = [1, 2, 3, 4, 5];

function Approvers({ view, draft, set, error }: RuleFieldsProps) {
  const groups = optionsOf(view, 'group:');
  return (
    <div className="grid gap-4">
      <Select
        label="Approvals that it takes"
        options={MOST_APPROVALS.map((count) => ({ id: `${count}`, label: `${count}` }))}
        value={`${draft.approvals}`}
        onChange={(key) => set({ approvals: Number(key) })}
      />
      <People view={view} draft={draft} set={set} error={error} />
      {groups.length > 0 ? (
        <Select
          label="And who is in this group"
          options={[{ id: NO_GROUP, label: 'No group' }, ...groups]}
          value={draft.approverGroupId || NO_GROUP}
          onChange={(key) =>
            set({ approverGroupId: key === NO_GROUP ? '' : String(key) })
          }
        />
      ) : null}
    </div>
  );
}

function People({ view, draft, set, error }: RuleFieldsProps) {
  const { approverIds } = draft;
  const toggled = (id: string, isIn: boolean) =>
    isIn ? [...approverIds, id] : approverIds.filter((one) => one !== id);
  return (
    <fieldset className="max-h-56 overflow-y-auto">
      <legend className="mb-1 font-strong">Who may approve</legend>
      {optionsOf(view, 'person:').map(({ id, label, detail }) => (
        <Checkbox
          key={id}
          isSelected={approverIds.includes(id)}
          onChange={(isIn) => set({ approverIds: toggled(id, isIn) })}
          description={detail}
        >
          {label}
        </Checkbox>
      ))}
      <p className="mt-2 text-sm text-muted">Never the person who asks.</p>
      {error ? (
        <p role="alert" className="text-sm text-danger">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}

/** People or groups of the view, by their bare ids. */
const optionsOf = (view: RoleGrantsView, kind: string) =>
  view.options
    .filter(({ id }) => id.startsWith(kind))
    .map((option) => ({ ...option, id: option.id.slice(kind.length) }));
