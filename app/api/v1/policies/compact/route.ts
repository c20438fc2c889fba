import { defineRoute } from '@/lib/server/define-route';
import { compactPolicy } from '@/lib/setup/policy/compact-policy';
import { PolicyText } from '@/lib/setup/policy/policy-check';

export const POST = defineRoute(
  { permission: 'setup:draft', input: PolicyText },
  ({ ports, actor }, input) => compactPolicy(ports, actor, input),
);
