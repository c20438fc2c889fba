import { defineRoute } from '@/lib/server/define-route';
import { revokeToken, TokenInput } from '@/lib/server/revoke-token';

export const POST = defineRoute(
  { permission: 'token:manage', exempt: 'gives-nothing', input: TokenInput },
  ({ ports, actor }, input) => revokeToken(ports, actor, input),
);
