import * as z from 'zod';
import { getCrossingProof } from '@/lib/inventory/get-crossing-proof';
import { defineRoute } from '@/lib/server/define-route';

export const GET = defineRoute(
  {
    permission: 'inventory:read',
    input: z.strictObject({ id: z.string().regex(/^[\x21-\x7e]{1,100}$/) }),
  },
  ({ ports, actor }, { id }) => getCrossingProof(ports, actor, id),
);
