'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import type { Outcome } from '@/components/ui/outcome';
import { useAsk } from '@/components/ui/use-ask';
import type { GroupActions, GroupsView } from './types';

type Group = GroupsView['groups'][number];

type GroupDialogProps = {
  group: Group;
  people: GroupsView['people'];
  actions: GroupActions;
  onClose: () => void;
};

/** A group's name and who is in it. */
export function GroupDialog({ group, people, actions, onClose }: GroupDialogProps) {
  const [name, setName] = useState(group.name);
  const [memberIds, setMemberIds] = useState(group.memberIds);
  const { isBusy, refusal, fields, put } = useAsk();
  async function run(ask: () => Promise<Outcome<unknown>>, done: string) {
    if (await put({ id: group.id, ask, done })) onClose();
  }
  function save() {
    const ask = () =>
      actions.save({ id: group.id, name, memberIds, wasMemberIds: group.memberIds });
    return run(ask, `The group ${name} is saved.`);
  }
  function remove() {
    const ask = () => actions.remove({ id: group.id });
    void run(ask, `The group ${group.name} is removed.`);
  }
  return (
    <FormDialog
      title={group.id ? `Change ${group.name}` : 'New group'}
      submitText="Save"
      pendingText="Writing…"
      isBusy={isBusy}
      refusal={refusal}
      others={
        group.id ? (
          <Button isDisabled={isBusy} onPress={remove}>
            Remove the group
          </Button>
        ) : null
      }
      onSubmit={save}
      onClose={onClose}
    >
      <Field
        label="Name"
        value={name}
        onChange={setName}
        error={fields['name']}
        maxLength={60}
      />
      <Members people={people} memberIds={memberIds} onChange={setMemberIds} />
    </FormDialog>
  );
}

type MembersProps = {
  people: GroupsView['people'];
  memberIds: string[];
  onChange: (memberIds: string[]) => void;
};

function Members({ people, memberIds, onChange }: MembersProps) {
  const toggled = (id: string, isIn: boolean) =>
    isIn ? [...memberIds, id] : memberIds.filter((one) => one !== id);
  return (
    <fieldset className="max-h-72 overflow-y-auto">
      <legend className="mb-1 font-strong">Who is in it</legend>
      {people.map((person) => (
        <Checkbox
          key={person.id}
          isSelected={memberIds.includes(person.id)}
          onChange={(isIn) => onChange(toggled(person.id, isIn))}
          description={person.email}
        >
          {person.name}
        </Checkbox>
      ))}
    </fieldset>
  );
}
