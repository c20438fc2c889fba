import { PrincipalQuestion } from '@/lib/inventory/questions';
import { reachRoles } from '@/lib/inventory/reach-roles';
import { defineRoute } from '@/lib/server/define-route';

export const GET = defineRoute(
  { permission: 'inventory:read', input: PrincipalQuestion },
  ({ ports, actor }, { principal }) => reachRoles(ports, actor, principal),
);
