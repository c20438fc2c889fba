import * as z from 'zod';
import { getSync } from '@/lib/inventory/get-sync';
import { defineRoute } from '@/lib/server/define-route';

export const GET = defineRoute(
  { permission: 'inventory:read', input: z.strictObject({ id: z.uuid() }) },
  ({ ports, actor }, { id }) => getSync(ports, actor, id),
);
