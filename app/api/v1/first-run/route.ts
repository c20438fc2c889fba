import { definePublicRoute } from '@/lib/server/define-public-route';
import { createFirstAdministrator, FirstRunInput } from '@/lib/server/first-run';

export const POST = definePublicRoute(
  { from: 'page', input: FirstRunInput },
  createFirstAdministrator,
);
