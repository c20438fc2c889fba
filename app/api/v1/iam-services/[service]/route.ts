import { defineRoute } from '@/lib/server/define-route';
import { getService, ServiceQuestion } from '@/lib/setup/policy/get-service';

export const GET = defineRoute(
  { permission: 'setup:draft', input: ServiceQuestion },
  ({ ports, actor }, question) => getService(ports, actor, question),
);
