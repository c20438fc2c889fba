'use server';
import { defineAction } from '@/lib/server/define-action';
import { revokeToken, TokenInput } from '@/lib/server/revoke-token';

export const endTokenAction = defineAction(
  { permission: 'token:manage', input: TokenInput },
  ({ ports, actor }, input) => revokeToken(ports, actor, input),
);
