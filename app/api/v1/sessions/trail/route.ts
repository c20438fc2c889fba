import { findTrailSessions } from '@/lib/credentials/trail/find-trail-sessions';
import { TrailSessionsInput } from '@/lib/credentials/trail/schema';
import { defineRoute } from '@/lib/server/define-route';

export const GET = defineRoute(
  {
    permission: 'session:administer',
    exempt: 'gives-nothing',
    input: TrailSessionsInput,
  },
  ({ ports, actor }, input) => findTrailSessions(ports, actor, input),
);
