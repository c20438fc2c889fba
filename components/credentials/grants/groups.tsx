'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { GroupDialog } from './group-dialog';
import type { GroupActions, GroupsView } from './types';

type Group = GroupsView['groups'][number];
const NEW_GROUP: Group = { id: '', name: '', memberIds: [], grantsTotal: 0 };

type GroupsProps = { view: GroupsView; actions: GroupActions | null };

/** Groups of people: who is in one takes what it was given. */
export function Groups({ view, actions }: GroupsProps) {
  const [edited, setEdited] = useState<Group | null>(null);
  const names = new Map(view.people.map(({ id, name }) => [id, name]));
  return (
    <section aria-labelledby="groups-title" className="card grid gap-3 p-6 max-md:p-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="groups-title">Groups of people</h2>
        {actions ? (
          <Button size="row" onPress={() => setEdited(NEW_GROUP)}>
            New group
          </Button>
        ) : null}
      </div>
      {view.groups.length === 0 ? (
        <EmptyState title="No groups yet">
          A role that is given to a group is taken by whoever is in it.
        </EmptyState>
      ) : (
        <ul className="border-b border-hairline">
          {view.groups.map((group) => (
            <li
              key={group.id}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-hairline py-3"
            >
              <div className="min-w-0 flex-1 basis-48">
                <p className="font-strong wrap-anywhere">{group.name}</p>
                <p className="text-sm text-muted wrap-anywhere">
                  {sayMembers(group, names)} {sayGrants(group.grantsTotal)}
                </p>
              </div>
              {actions ? (
                <Button
                  size="row"
                  aria-label={`Change the group ${group.name}`}
                  onPress={() => setEdited(group)}
                >
                  Change
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {edited && actions ? (
        <GroupDialog
          group={edited}
          people={view.people}
          actions={actions}
          onClose={() => setEdited(null)}
        />
      ) : null}
    </section>
  );
}

const sayMembers = (group: Group, names: ReadonlyMap<string, string>): string =>
  group.memberIds.length === 0
    ? 'Nobody is in it.'
    : `${group.memberIds.map((id) => names.get(id) ?? 'somebody who left').join(', ')}.`;

function sayGrants(total: number): string {
  if (total === 0) return 'Holds no role.';
  return total === 1 ? 'Holds 1 role.' : `Holds ${total} roles.`;
}
