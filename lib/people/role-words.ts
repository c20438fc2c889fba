import type { MemberRole } from '@/lib/core/member-role';

/** What a member is called, and what they may do. */
export const ROLE_WORDS: Record<MemberRole, { name: string; may: string }> = {
  admin: { name: 'administrator', may: 'Everything, also giving roles and inviting.' },
  operator: {
    name: 'operator',
    may: 'Plan and apply access, read accounts again, end sessions.',
  },
  viewer: { name: 'viewer', may: 'Look, and take the roles granted to them.' },
};
