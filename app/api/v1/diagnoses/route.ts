import { diagnoseDenial } from '@/lib/inventory/diagnose-denial';
import { DenialQuestion } from '@/lib/inventory/questions';
import { defineRoute } from '@/lib/server/define-route';

export const POST = defineRoute(
  { permission: 'inventory:read', input: DenialQuestion },
  ({ ports, actor }, question) => diagnoseDenial(ports, actor, question),
);
