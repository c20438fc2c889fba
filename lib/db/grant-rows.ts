import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { GrantTo, NamedGrant } from '@/lib/ports';
import type { RoleGrantModel } from './generated/models';

/** A row as Prisma gives it, or as JSON, where moments are texts. */
type Moments = 'createdAt' | 'endedAt' | 'endsAt';
type GrantRow = Omit<RoleGrantModel, Moments | 'toldAt'> & {
  toName: string | null;
  createdAt: Date | string;
  endedAt: Date | string | null;
  endsAt: Date | string | null;
};

/** What grants of several roles may have in common. */
export type TermsRow = Omit<GrantRow, 'id' | 'roleArn' | 'createdAt'>;

export type NamedGrantRow = RoleGrantModel & {
  user: { name: string } | null;
  group: { name: string } | null;
};

const momentOf = (at: Date | string | null): Date | null =>
  at === null ? null : new Date(at);

export const grantOf = ({ id, roleArn, createdAt, ...terms }: GrantRow): NamedGrant => ({
  ...termsOf(terms),
  id,
  roleArn,
  createdAt: new Date(createdAt),
});

export function termsOf({
  toKind,
  userId,
  groupId,
  workspaceId,
  ...row
}: TermsRow): Omit<NamedGrant, 'id' | 'roleArn' | 'createdAt'> {
  return {
    ...row,
    workspaceId: workspaceId as WorkspaceId, // the brands were checked on the way in
    rule: row.rule as NamedGrant['rule'], // written from this type
    stepUp: row.stepUp as NamedGrant['stepUp'],
    approverIds: row.approverIds as UserId[],
    to: toOf(toKind, userId as UserId | null, groupId),
    endsAt: momentOf(row.endsAt),
    endedAt: momentOf(row.endedAt),
  };
}

function toOf(kind: string, userId: UserId | null, groupId: string | null): GrantTo {
  if (kind === 'everybody') return { kind: 'everybody' };
  return kind === 'person' && userId !== null
    ? { kind: 'person', userId }
    : { kind: 'group', groupId: groupId ?? '' };
}

/** The columns that say whom a grant is for. */
export const columnsOfTo = (to: GrantTo) => ({
  toKind: to.kind,
  userId: to.kind === 'person' ? to.userId : null,
  groupId: to.kind === 'group' ? to.groupId : null,
});
