import { defineRoute } from '@/lib/server/define-route';
import { checkPolicy } from '@/lib/setup/policy/check-policy';
import { PolicyText } from '@/lib/setup/policy/policy-check';

export const POST = defineRoute(
  { permission: 'setup:draft', input: PolicyText },
  ({ ports, actor }, input) => checkPolicy(ports, actor, input),
);
