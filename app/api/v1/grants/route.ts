import * as z from 'zod';
import { exportGrants } from '@/lib/credentials/grants/import-grants';
import { defineRoute } from '@/lib/server/define-route';
import { download } from '@/lib/server/respond';

export const GET = defineRoute(
  {
    permission: 'grant:manage',
    exempt: 'gives-nothing',
    input: z.strictObject({}),
    respond: download,
  },
  ({ ports, actor }) => exportGrants(ports, actor),
);
