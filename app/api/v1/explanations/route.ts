import { explainAssume } from '@/lib/inventory/explain-assume';
import { PairQuestion } from '@/lib/inventory/questions';
import { defineRoute } from '@/lib/server/define-route';

export const GET = defineRoute(
  { permission: 'inventory:read', input: PairQuestion },
  ({ ports, actor }, pair) => explainAssume(ports, actor, pair),
);
