import * as z from 'zod';
import { RoleArn } from '@/lib/core/ids';
import { getTrustHistory } from '@/lib/inventory/get-trust-history';
import { defineRoute } from '@/lib/server/define-route';

export const GET = defineRoute(
  { permission: 'inventory:read', input: z.strictObject({ role: RoleArn }) },
  ({ ports, actor }, { role }) => getTrustHistory(ports, actor, role),
);
