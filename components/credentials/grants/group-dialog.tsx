'use client';

import { useState } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
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
  const { busyId, refusal, put } = useAsk();
  const isBusy = busyId !== null;
  async function run(ask: () => Promise<Outcome<unknown>>, done: string) {
    if (await put({ id: group.id, ask, done })) onClose();
  }
  return (
    <Dialog
      isOpen
      isAlert={isBusy}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={group.id ? `Change ${group.name}` : 'New group'}
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const wasMemberIds = group.memberIds;
          const save = () =>
            actions.save({ id: group.id, name, memberIds, wasMemberIds });
          void run(save, `The group ${name} is saved.`);
        }}
      >
        <Field label="Name" value={name} onChange={setName} maxLength={60} />
        <Members people={people} memberIds={memberIds} onChange={setMemberIds} />
        {refusal ? (
          <Banner tone="danger" title="Nothing was changed" isAnnounced>
            {refusal}
          </Banner>
        ) : null}
        <div className="dialog-foot flex flex-wrap gap-2">
          <Button
            type="submit"
            variant="primary"
            isPending={isBusy}
            pendingText="Writing…"
          >
            Save
          </Button>
          {group.id ? (
            <Button
              isDisabled={isBusy}
              onPress={() =>
                void run(
                  () => actions.remove({ id: group.id }),
                  `The group ${group.name} is removed.`,
                )
              }
            >
              Remove the group
            </Button>
          ) : null}
          <Button onPress={onClose} isDisabled={isBusy}>
            Cancel
          </Button>
        </div>
      </form>
    </Dialog>
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
