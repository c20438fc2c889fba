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
import { ResetDialog } from './reset-dialog';
import { ROLE_OPTIONS } from './role-options';
import type { PeopleCalls } from './types';

export type MemberTableProps = {
  members: readonly MemberView[];
  mayManage: boolean;
  calls: PeopleCalls;
};

export function MemberTable({ members, mayManage, calls }: MemberTableProps) {
  const asking = useAsk();
  const [asked, setAsked] = useState<Asked | null>(null);
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
          ...(mayManage ? managed(setAsked) : []),
        ]}
        rows={members}
        rowKey={({ id }) => id}
      />
      {asked ? (
        <AskedDialog
          asked={asked}
          calls={calls}
          asking={asking}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </>
  );
}

/** Whom something is asked about before it is done. */
type Asked = { what: 'remove' | 'reset'; member: MemberView };

type AskedDialogProps = {
  asked: Asked;
  calls: PeopleCalls;
  asking: ReturnType<typeof useAsk>;
  onClose: () => void;
};

function AskedDialog({ asked, calls, asking, onClose }: AskedDialogProps) {
  const { what, member } = asked;
  if (what === 'reset')
    return (
      <ResetDialog
        member={member}
        makeResetLink={calls.makeResetLink}
        onClose={onClose}
      />
    );
  return (
    <RemoveDialog
      member={member}
      remove={calls.remove}
      asking={asking}
      onClose={onClose}
    />
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

const managed = (ask: (asked: Asked) => void): DataColumn<MemberView>[] => [
  {
    id: 'seen',
    header: 'Last seen',
    cell: ({ lastSeenAt }) =>
      lastSeenAt ? <Time at={lastSeenAt} format="relative" /> : 'not yet',
  },
  {
    id: 'actions',
    header: 'Reset the password or remove',
    isHeaderHidden: true,
    card: 'action',
    align: 'end',
    cell: (member) => (
      <span className="inline-flex flex-wrap justify-end gap-2">
        {member.isYou ? null : (
          <Button
            size="row"
            aria-label={`Reset the password of ${member.name}`}
            onPress={() => ask({ what: 'reset', member })}
          >
            Reset password
          </Button>
        )}
        <Button
          size="row"
          aria-label={`Remove ${member.name}`}
          onPress={() => ask({ what: 'remove', member })}
        >
          Remove
        </Button>
      </span>
    ),
  },
];
