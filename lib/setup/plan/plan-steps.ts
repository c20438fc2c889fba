import { err, ok, type Result } from '@/lib/core/result';
import type { AwsTarget, PlannedStep, TargetState } from '@/lib/ports';
import {
  type AssumeDocument,
  ROLE_PATH,
  type RoleDocuments,
  type RoleRequest,
} from '../recipes/role-request';
import { assumeAfter, refusalsOf, trustAfter } from './documents-after';
import { sameDocument } from './same-document';

/** Tags that make a role ours: which plan made it, and in which step. */
export const PLAN_TAG = 'drawbridge:plan';
export const STEP_TAG = 'drawbridge:step';

/** What stands at AWS now, as it was read for this plan. */
export type LiveTargets = {
  role: TargetState;
  permissions: TargetState;
  assume: TargetState;
};

type Unnumbered = Omit<PlannedStep, 'number'>;

export const documentOf = (state: TargetState): string | null =>
  state.exists ? state.document : null;

/**
 * The writes that bring both accounts from what is live to what was asked for, in the order in
 * which nobody ever gets in before everything stands: a role that is open to nobody, its
 * permissions, the trusted side's policy, and the real trust last. Empty when nothing differs.
 */
export function planSteps(
  planId: string,
  request: RoleRequest,
  documents: RoleDocuments,
  live: LiveTargets,
): Result<PlannedStep[], string> {
  const standing = { trust: documentOf(live.role), assume: documentOf(live.assume) };
  const refusals = Object.values(refusalsOf(request, documents, standing));
  const trust = trustAfter(documents, standing.trust);
  if (refusals.length > 0 || trust === null) return err(refusals.join(' '));
  const steps = [
    live.role.exists ? null : createStep(planId, request, documents),
    permissionsStep(request, documents, live.permissions),
    assumeStep(request, documents.assume, standing.assume),
    trustStep(request, documents, live.role, trust),
  ].filter((step) => step !== null);
  return ok(steps.map((step, index) => ({ ...step, number: index + 1 })));
}

const trusting = (request: RoleRequest) =>
  ({ side: 'trusting', accountId: request.trustingAccountId }) as const;

function createStep(
  planId: string,
  request: RoleRequest,
  { placeholder, targets }: RoleDocuments,
): Unnumbered {
  const { roleName, description, sessionSeconds } = request;
  return {
    ...trusting(request),
    title: `Role ${roleName}, open to nobody yet`,
    operation: 'CreateRole',
    target: targets.role,
    write: {
      kind: 'create-role',
      roleName,
      path: ROLE_PATH,
      description,
      maxSessionSeconds: sessionSeconds,
      trust: placeholder,
      tags: { [PLAN_TAG]: planId, [STEP_TAG]: '1' },
    },
    before: null,
    after: placeholder,
  };
}

function permissionsStep(
  request: RoleRequest,
  { permissions, targets }: RoleDocuments,
  live: TargetState,
): Unnumbered | null {
  const before = documentOf(live);
  if (sameDocument(before, permissions)) return null;
  return {
    ...trusting(request),
    title: `Permissions of ${request.roleName}`,
    operation: 'PutRolePolicy',
    ...putInline(targets.permissions, permissions),
    before,
    after: permissions,
  };
}

const PUT_OPERATIONS = {
  role: 'PutRolePolicy',
  user: 'PutUserPolicy',
  group: 'PutGroupPolicy',
} as const;

function assumeStep(
  { who }: RoleRequest,
  assume: AssumeDocument | null,
  before: string | null,
): Unnumbered | null {
  const after = assume && assumeAfter(assume, before);
  if (!who || !assume || after === null || sameDocument(before, after)) return null;
  const put = putInline(assume.target, after);
  const { policyName } = put.write;
  return {
    side: 'trusted',
    accountId: who.accountId,
    title: `${policyName} on ${who.kind} ${who.name}`,
    operation: PUT_OPERATIONS[who.kind],
    ...put,
    before,
    after,
  };
}

function trustStep(
  request: RoleRequest,
  { placeholder, targets }: RoleDocuments,
  role: TargetState,
  after: string,
): Unnumbered | null {
  const before = role.exists ? role.document : placeholder;
  if (sameDocument(before, after)) return null;
  const { roleName } = request;
  return {
    ...trusting(request),
    title: `Trust policy of ${roleName}`,
    operation: 'UpdateAssumeRolePolicy',
    target: targets.trust,
    write: { kind: 'put-trust', roleName, document: after },
    before,
    after,
  };
}

type InlineTarget = Extract<AwsTarget, { kind: 'inline-policy' }>;

const putInline = (target: InlineTarget, document: string) =>
  ({
    target,
    write: {
      ...target,
      kind: 'put-inline-policy',
      document,
    },
  }) as const;
