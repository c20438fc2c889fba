import { cancelRequest } from '@/lib/credentials/requests/change-request';
import { OneRequestInput } from '@/lib/credentials/requests/request-schema';
import { defineRoute } from '@/lib/server/define-route';

export const POST = defineRoute(
  { permission: 'request:make', input: OneRequestInput },
  ({ ports, actor }, input) => cancelRequest(ports, actor, input),
);
