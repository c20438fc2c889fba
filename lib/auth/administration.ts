import type { Permission } from './permissions';

/**
 * Permissions that change who gets where: a copied cookie could give itself a way in by them that
 * outlives it. What is done by them asks for a fresh confirmation where the workspace says so.
 * The one table: a door of such a permission asks, unless it says why it need not.
 */
const ADMINISTRATION: ReadonlySet<Permission> = new Set<Permission>([
  'account:connect',
  'plan:apply',
  'plan:undo',
  'grant:manage',
  'request:decide',
  'session:administer',
  'issuer:open',
  'token:manage',
  'people:manage',
  'notifications:manage',
  'workspace:change',
]);

/**
 * Why a door of such a permission does not ask: it reads or takes away, which is to go fast when
 * something is wrong; or its use case asks for a confirmation of its own.
 */
export type Exempt = 'gives-nothing' | 'asks-itself';

export const isAdministration = (
  permission: Permission,
  exempt: Exempt | undefined,
): boolean => exempt === undefined && ADMINISTRATION.has(permission);
