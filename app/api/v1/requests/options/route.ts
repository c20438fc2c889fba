import * as z from 'zod';
import { listAskable } from '@/lib/credentials/requests/list-requests';
import { defineRoute } from '@/lib/server/define-route';

export const GET = defineRoute(
  { permission: 'request:make', input: z.strictObject({}) },
  ({ ports, actor }) => listAskable(ports, actor),
);
