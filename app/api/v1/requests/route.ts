import { askForRoles } from '@/lib/credentials/requests/ask-for-roles';
import { listRequests } from '@/lib/credentials/requests/list-requests';
import { AskInput, RequestsFilter } from '@/lib/credentials/requests/request-schema';
import { defineRoute } from '@/lib/server/define-route';

export const GET = defineRoute(
  { permission: 'request:make', input: RequestsFilter },
  ({ ports, actor }, input) => listRequests(ports, actor, input),
);

export const POST = defineRoute(
  { permission: 'request:make', input: AskInput },
  ({ ports, actor, isProgram }, input) => askForRoles(ports, actor, input, { isProgram }),
);
