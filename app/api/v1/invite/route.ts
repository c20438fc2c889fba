import { OpenInviteInput } from '@/lib/people/schema';
import { openInvite } from '@/lib/server/accept-invite';
import { definePublicRoute } from '@/lib/server/define-public-route';

export const POST = definePublicRoute(
  { from: 'page', input: OpenInviteInput },
  openInvite,
);
