import { findChained } from '@/lib/credentials/trail/find-chained';
import { ChainedInput } from '@/lib/credentials/trail/schema';
import { defineRoute } from '@/lib/server/define-route';

export const GET = defineRoute(
  { permission: 'session:administer', exempt: 'gives-nothing', input: ChainedInput },
  ({ ports, actor }, input) => findChained(ports, actor, input),
);
