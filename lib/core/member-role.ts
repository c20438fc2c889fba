/** What a member may be in a workspace. */
export type MemberRole = 'admin' | 'operator' | 'viewer';

const RANK: Record<MemberRole, number> = { viewer: 0, operator: 1, admin: 2 };

/** Whether somebody may do more afterwards. */
export const isRaised = (before: MemberRole, after: MemberRole): boolean =>
  RANK[after] > RANK[before];
