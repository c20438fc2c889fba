import { definePublicRoute } from '@/lib/server/define-public-route';
import { confirmByLink } from '@/lib/setup/handshake/confirm-half';
import { OpenLinkInput } from '@/lib/setup/handshake/schema';

export const POST = definePublicRoute(
  { from: 'page', input: OpenLinkInput },
  confirmByLink,
);
