import { ResetPasswordInput } from '@/lib/people/schema';
import { definePublicRoute } from '@/lib/server/define-public-route';
import { resetPassword } from '@/lib/server/reset-password';

export const POST = definePublicRoute(
  { from: 'page', input: ResetPasswordInput },
  resetPassword,
);
