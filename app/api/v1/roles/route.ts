import * as z from 'zod';
import { listRoles } from '@/lib/credentials/list-roles';
import { defineRoute } from '@/lib/server/define-route';

export const GET = defineRoute(
  { permission: 'credentials:list', input: z.strictObject({}) },
  ({ ports, actor }) => listRoles(ports, actor),
);
