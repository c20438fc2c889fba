import { definePublicRoute } from '@/lib/server/define-public-route';
import { openLink } from '@/lib/setup/handshake/open-link';
import { OpenLinkInput } from '@/lib/setup/handshake/schema';

export const POST = definePublicRoute({ from: 'page', input: OpenLinkInput }, openLink);
