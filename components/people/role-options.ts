import type { MemberRole } from '@/lib/core/member-role';
import { ROLE_WORDS } from '@/lib/people/role-words';

const ROLES: MemberRole[] = ['admin', 'operator', 'viewer'];

/** What somebody can be in a workspace, to choose from. */
export const ROLE_OPTIONS = ROLES.map((id) => ({
  id,
  label: ROLE_WORDS[id].name,
  detail: ROLE_WORDS[id].may,
}));
