'use server';
import { askForRoles } from '@/lib/credentials/requests/ask-for-roles';
import {
  cancelRequest,
  decide,
  endAccess,
  reviewRequest,
} from '@/lib/credentials/requests/change-request';
import {
  AskInput,
  DecideInput,
  OneRequestInput,
  ReviewInput,
} from '@/lib/credentials/requests/request-schema';
import { defineAction } from '@/lib/server/define-action';

export const askAction = defineAction(
  { permission: 'request:make', input: AskInput },
  ({ ports, actor }, input) => askForRoles(ports, actor, input, { isProgram: false }),
);

export const decideAction = defineAction(
  { permission: 'request:decide', input: DecideInput },
  ({ ports, actor }, input) => decide(ports, actor, input),
);

export const cancelRequestAction = defineAction(
  { permission: 'request:make', input: OneRequestInput },
  ({ ports, actor }, input) => cancelRequest(ports, actor, input),
);

/** Ending access stops new sessions at once; only revoking live ones writes at AWS. */
export const endAccessAction = defineAction(
  { permission: 'request:make', input: OneRequestInput },
  ({ ports, actor }, input) => endAccess(ports, actor, input),
);

export const reviewRequestAction = defineAction(
  { permission: 'request:oversee', input: ReviewInput },
  ({ ports, actor }, input) => reviewRequest(ports, actor, input),
);
