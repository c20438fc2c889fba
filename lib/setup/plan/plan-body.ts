import { canonicalJson } from '@/lib/core/canonical-json';
import { sha256 } from '@/lib/core/sha256';
import type { BridgeView } from '@/lib/core/views';
import type { PlanBody, PlannedStep, StoredStep } from '@/lib/ports';
import type { FoundBucket } from '../fields/bucket';
import type { Who } from '../fields/who';
import { roleArnOf, type ShareRequest } from '../recipes/share-bucket';
import type { DraftFields, PlanAccountView, PlanGainView } from '../schema';

/** The parts of a plan's page that are fixed when it is made. */
export type PlanFixture = {
  /** `ci-deploy in Tooling` */
  subject: string;
  /** `read app-logs in Data` */
  deed: string;
  /** Sentence of the verdict after everything is written. */
  promise: string;
  before: BridgeView;
  after: BridgeView;
  accounts: PlanAccountView[];
  added: number;
  changed: number;
  removed: number;
  gains: PlanGainView[];
  /** What the proof has to know beside the fields. */
  request: ShareRequest;
};

export function bodyOf(
  fields: DraftFields,
  request: ShareRequest,
  who: Who,
  bucket: FoundBucket,
  warnings: string[],
): PlanBody {
  return {
    fields,
    trustingAccountId: bucket.account.id,
    trustingAccountName: bucket.account.name,
    trustedAccountId: who.account.id,
    trustedAccountName: who.account.name,
    roleName: request.roleName,
    roleArn: roleArnOf(request),
    whoArn: who.arn,
    bucket: bucket.name,
    region: bucket.region,
    externalId: request.externalId,
    warnings,
  };
}

/** What the plan stands for: the live documents that were read and those to be written. */
export const hashOf = (steps: PlannedStep[]): string =>
  sha256(
    canonicalJson(
      steps.map(({ accountId, target, before, after }) => ({
        accountId,
        target,
        before,
        after,
      })),
    ),
  );

export const waitingStep = (step: PlannedStep): StoredStep => ({
  ...step,
  state: 'waiting',
  intendedAt: null,
  calledAt: null,
  doneAt: null,
  attempts: 0,
  requestId: null,
  detail: null,
  awsCode: null,
  awsMessage: null,
});
