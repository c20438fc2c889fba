import { OpenResetInput } from '@/lib/people/schema';
import { definePublicRoute } from '@/lib/server/define-public-route';
import { openReset } from '@/lib/server/reset-password';

export const POST = definePublicRoute({ from: 'page', input: OpenResetInput }, openReset);
