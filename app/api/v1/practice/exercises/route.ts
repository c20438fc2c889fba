import * as z from 'zod';
import { listExercises } from '@/lib/inventory/list-exercises';
import { defineRoute } from '@/lib/server/define-route';

export const GET = defineRoute(
  { permission: 'inventory:read', input: z.strictObject({}) },
  ({ ports, actor }) => listExercises(ports, actor),
);
