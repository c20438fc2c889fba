import { reachRoles } from '@/lib/inventory/reach-roles';
import { PrincipalQuestion } from '@/lib/inventory/schema';
import { defineRoute } from '@/lib/server/define-route';

export const GET = defineRoute(
  { permission: 'inventory:read', input: PrincipalQuestion },
  ({ ports, actor }, { principal }) => reachRoles(ports, actor, principal),
);
