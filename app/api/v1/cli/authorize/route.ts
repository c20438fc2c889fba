import { AllowInput, allowCli } from '@/lib/server/allow-cli';
import { defineRoute } from '@/lib/server/define-route';

// A program that holds a token must not be able to make itself another one.
export const POST = defineRoute(
  { permission: 'token:manage', callers: 'people', input: AllowInput },
  ({ ports, actor }, request) => allowCli(ports, actor, request),
);
