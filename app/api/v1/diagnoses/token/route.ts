import { diagnoseToken } from '@/lib/inventory/diagnose-token';
import { TokenQuestion } from '@/lib/inventory/questions';
import { defineRoute } from '@/lib/server/define-route';

export const POST = defineRoute(
  { permission: 'inventory:read', input: TokenQuestion },
  ({ ports, actor }, question) => diagnoseToken(ports, actor, question),
);
