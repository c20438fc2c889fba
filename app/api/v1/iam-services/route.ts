import * as z from 'zod';
import { defineRoute } from '@/lib/server/define-route';
import { listServices } from '@/lib/setup/policy/list-services';

export const GET = defineRoute(
  { permission: 'setup:draft', input: z.object({}) },
  ({ ports, actor }) => listServices(ports, actor),
);
