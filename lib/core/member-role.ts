/** What a member may be in a workspace. */
export type MemberRole = 'admin' | 'operator' | 'viewer';
