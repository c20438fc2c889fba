import { defineRoute } from '@/lib/server/define-route';
import { preview } from '@/lib/setup/preview';
import { PreviewInput } from '@/lib/setup/schema';

export const POST = defineRoute(
  { permission: 'setup:draft', input: PreviewInput },
  ({ ports, actor }, input) => preview(ports, actor, input),
);
