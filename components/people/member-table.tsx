import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { type DataColumn, DataTable } from '@/components/ui/data-table';
import { Select } from '@/components/ui/select';
import { Time } from '@/components/ui/time';
import { useAsk } from '@/components/ui/use-ask';
import { isRaised, type MemberRole } from '@/lib/core/member-role';
import { ROLE_WORDS } from '@/lib/people/role-words';
import type { MemberView } from '@/lib/people/schema';
import { RemoveDialog } from './remove-dialog';
import { ROLE_OPTIONS } from './role-options';
import type { PeopleCalls } from './types';

export type MemberTableProps = {
  members: readonly MemberView[];
  mayManage: boolean;
  calls: PeopleCalls;
};

export function MemberTable({ members, mayManage, calls }: MemberTableProps) {
  const asking = useAsk();
  const [removed, setRemoved] = useState<MemberView | null>(null);
  const setRole = ({ id, name, role: before }: MemberView, role: MemberRole) =>
    void asking.put({
      id,
      ask: () => calls.setRole({ userId: id, role }),
      done: `${name} is ${ROLE_WORDS[role].name} now${isRaised(before, role) ? ', once they signed in again' : ''}.`,
    });
  const role = (member: MemberView) =>
    mayManage ? (
      <Select
        label={`What ${member.name} is`}
        isLabelHidden
        options={ROLE_OPTIONS}
        value={member.role}
        isDisabled={asking.busyId !== null}
        onChange={(key) => setRole(member, key as MemberRole)} // of ROLE_OPTIONS
      />
    ) : (
      ROLE_WORDS[member.role].name
    );
  return (
    <>
      {asking.refusal ? (
        <Banner tone="danger" title="Nothing was changed" isAnnounced>
          {asking.refusal}
        </Banner>
      ) : null}
      <DataTable
        caption="Members of the workspace"
        columns={[
          ...WHO,
          { id: 'role', header: 'Is', cell: role },
          ...(mayManage ? managed(setRemoved) : []),
        ]}
        rows={members}
        rowKey={({ id }) => id}
      />
      {removed ? (
        <RemoveDialog
          member={removed}
          remove={calls.remove}
          asking={asking}
          onClose={() => setRemoved(null)}
        />
      ) : null}
    </>
  );
}

const WHO: DataColumn<MemberView>[] = [
  {
    id: 'name',
    header: 'Name',
    card: 'title',
    cell: ({ name, isYou }) => (
      <span className="flex flex-wrap items-center gap-2 wrap-anywhere">
        {name}
        {isYou ? <Badge>you</Badge> : null}
      </span>
    ),
  },
  {
    id: 'email',
    header: 'E-mail',
    cell: ({ email }) => <span className="wrap-anywhere">{email}</span>,
  },
];

const managed = (setRemoved: (member: MemberView) => void): DataColumn<MemberView>[] => [
  {
    id: 'seen',
    header: 'Last seen',
    cell: ({ lastSeenAt }) =>
      lastSeenAt ? <Time at={lastSeenAt} format="relative" /> : 'not yet',
  },
  {
    id: 'remove',
    header: 'Remove',
    isHeaderHidden: true,
    card: 'action',
    align: 'end',
    cell: (member) => (
      <Button
        size="row"
        aria-label={`Remove ${member.name}`}
        onPress={() => setRemoved(member)}
      >
        Remove
      </Button>
    ),
  },
];
