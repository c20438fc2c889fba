import type { AppError } from '@/lib/core/errors';
import type { MemberRole } from '@/lib/core/member-role';

/** Who may do what: the one table. A permission that is not here does not exist. */
const PERMISSIONS = {
  'inventory:read': ['admin', 'operator', 'viewer'],
  'inventory:sync': ['admin', 'operator'],
  'account:connect': ['admin'],
  'setup:draft': ['admin', 'operator'],
  'plan:read': ['admin', 'operator', 'viewer'],
  'plan:create': ['admin', 'operator'],
  'plan:apply': ['admin', 'operator'],
  'plan:undo': ['admin', 'operator'],
  'credentials:list': ['admin', 'operator', 'viewer'],
  'credentials:issue': ['admin', 'operator', 'viewer'],
  /** Who may take what. Reading it is everybody's: people know whom to ask. */
  'grant:read': ['admin', 'operator', 'viewer'],
  /** Giving roles, to oneself as well. To hold this gives no role by itself. */
  'grant:manage': ['admin'],
  /** One's own requests for roles, and those that one decides. */
  'request:make': ['admin', 'operator', 'viewer'],
  'request:decide': ['admin', 'operator', 'viewer'],
  /** Everybody's requests, an end to what they opened, and the review of a broken glass. */
  'request:oversee': ['admin', 'operator'],
  /** Everybody's sessions, and an end to any of them. */
  'session:administer': ['admin', 'operator'],
  'practice:administer': ['admin', 'operator'],
  'practice:reset': ['admin', 'operator'],
  'activity:read': ['admin', 'operator', 'viewer'],
  'issuer:open': ['admin'],
  'token:manage': ['admin', 'operator', 'viewer'],
  /** Who is in the workspace. */
  'people:read': ['admin', 'operator', 'viewer'],
  /** Inviting, removing, and saying what somebody may do here. */
  'people:manage': ['admin'],
  'notifications:read': ['admin', 'operator'],
  'notifications:manage': ['admin'],
  'workspace:change': ['admin'],
  'workspace:switch': ['admin', 'operator', 'viewer'],
} as const satisfies Record<string, readonly MemberRole[]>;

export type Permission = keyof typeof PERMISSIONS;

export const ALL_PERMISSIONS = Object.keys(PERMISSIONS) as Permission[];

export function can(actor: { role: MemberRole }, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly MemberRole[]).includes(actor.role);
}

/** The refusal to return, or null when the actor may go on. First line of every use case. */
export function requirePermission(
  actor: { role: MemberRole },
  permission: Permission,
): AppError | null {
  return can(actor, permission) ? null : { kind: 'forbidden', permission };
}
