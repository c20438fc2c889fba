import { AcceptInviteInput } from '@/lib/people/schema';
import { acceptInvite } from '@/lib/server/accept-invite';
import { definePublicRoute } from '@/lib/server/define-public-route';

export const POST = definePublicRoute(
  { from: 'page', input: AcceptInviteInput },
  acceptInvite,
);
