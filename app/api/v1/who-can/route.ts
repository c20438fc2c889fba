import { RoleQuestion } from '@/lib/inventory/questions';
import { whoCanAssume } from '@/lib/inventory/who-can-assume';
import { defineRoute } from '@/lib/server/define-route';

export const GET = defineRoute(
  { permission: 'inventory:read', input: RoleQuestion },
  ({ ports, actor }, { role }) => whoCanAssume(ports, actor, role),
);
