'use server';
import {
  DropPlanGrantInput,
  PlanGrantInput,
} from '@/lib/credentials/grants/grant-schema';
import { chooseForPlan, dropFromPlan } from '@/lib/credentials/grants/plan-grants';
import { defineAction } from '@/lib/server/define-action';
import { applyPlan } from '@/lib/setup/apply-plan';
import { changePlan } from '@/lib/setup/change-plan';
import { checkNow } from '@/lib/setup/check-now';
import { endNow } from '@/lib/setup/end/end-now';
import { liftQuarantine, stopRemoval } from '@/lib/setup/end/stop-removal';
import { confirmHalf } from '@/lib/setup/handshake/confirm-half';
import { createLink } from '@/lib/setup/handshake/create-link';
import { revokeLink } from '@/lib/setup/handshake/revoke-link';
import { CreateLinkInput, RevokeLinkInput } from '@/lib/setup/handshake/schema';
import { leavePlan } from '@/lib/setup/leave-plan';
import { lookAgain } from '@/lib/setup/look-again';
import { planAnew } from '@/lib/setup/plan-anew';
import { attestItem } from '@/lib/setup/preflight/attest-item';
import { AttestInput } from '@/lib/setup/preflight/schema';
import { requestVerification } from '@/lib/setup/request-verification';
import { retryPlan } from '@/lib/setup/retry-plan';
import { PlanInput, UndoPlanInput } from '@/lib/setup/schema';
import { undoPlan } from '@/lib/setup/undo-plan';

export const applyPlanAction = defineAction(
  { permission: 'plan:apply', input: PlanInput, changesAws: true },
  ({ ports, actor }, input) => applyPlan(ports, actor, input),
);

export const retryPlanAction = defineAction(
  { permission: 'plan:apply', input: PlanInput, changesAws: true },
  ({ ports, actor }, input) => retryPlan(ports, actor, input),
);

export const undoPlanAction = defineAction(
  { permission: 'plan:undo', input: UndoPlanInput, changesAws: true },
  ({ ports, actor }, input) => undoPlan(ports, actor, input),
);

export const leavePlanAction = defineAction(
  { permission: 'plan:apply', exempt: 'gives-nothing', input: PlanInput },
  ({ ports, actor }, input) => leavePlan(ports, actor, input),
);

// A proof puts an object into the bucket and takes it away again.
export const verifyPlanAction = defineAction(
  {
    permission: 'plan:apply',
    exempt: 'gives-nothing',
    input: PlanInput,
    changesAws: true,
  },
  ({ ports, actor }, input) => requestVerification(ports, actor, input),
);

export const checkNowAction = defineAction(
  { permission: 'plan:apply', exempt: 'gives-nothing', input: PlanInput },
  ({ ports, actor }, input) => checkNow(ports, actor, input),
);

export const confirmHalfAction = defineAction(
  { permission: 'plan:apply', input: PlanInput },
  ({ ports, actor }, input) => confirmHalf(ports, actor, input),
);

export const createLinkAction = defineAction(
  { permission: 'plan:apply', input: CreateLinkInput },
  ({ ports, actor }, input) => createLink(ports, actor, input),
);

export const revokeLinkAction = defineAction(
  { permission: 'plan:apply', exempt: 'gives-nothing', input: RevokeLinkInput },
  ({ ports, actor }, input) => revokeLink(ports, actor, input),
);

export const lookAgainAction = defineAction(
  { permission: 'plan:apply', exempt: 'gives-nothing', input: PlanInput },
  ({ ports, actor }, input) => lookAgain(ports, actor, input),
);

export const attestItemAction = defineAction(
  { permission: 'plan:apply', exempt: 'gives-nothing', input: AttestInput },
  ({ ports, actor }, input) => attestItem(ports, actor, input),
);

export const endNowAction = defineAction(
  {
    permission: 'plan:undo',
    exempt: 'gives-nothing',
    input: PlanInput,
    changesAws: true,
  },
  ({ ports, actor }, input) => endNow(ports, actor, input),
);

export const stopEndAction = defineAction(
  { permission: 'plan:undo', input: PlanInput },
  ({ ports, actor }, input) => stopRemoval(ports, actor, input),
);

export const liftQuarantineAction = defineAction(
  { permission: 'plan:undo', input: PlanInput, changesAws: true },
  ({ ports, actor }, input) => liftQuarantine(ports, actor, input),
);

export const changePlanAction = defineAction(
  { permission: 'setup:draft', input: PlanInput },
  ({ ports, actor }, input) => changePlan(ports, actor, input),
);

export const planAnewAction = defineAction(
  { permission: 'setup:draft', input: PlanInput },
  ({ ports, actor }, input) => planAnew(ports, actor, input),
);

export const chooseForPlanAction = defineAction(
  { permission: 'grant:manage', input: PlanGrantInput },
  ({ ports, actor }, input) => chooseForPlan(ports, actor, input),
);

export const dropFromPlanAction = defineAction(
  { permission: 'grant:manage', exempt: 'gives-nothing', input: DropPlanGrantInput },
  ({ ports, actor }, input) => dropFromPlan(ports, actor, input),
);
