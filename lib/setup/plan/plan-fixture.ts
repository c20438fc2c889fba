import type { BridgeView } from '@/lib/core/views';
import type { PlanAccountView, PlanFindingsView, PlanGainView } from '../plan-views';
import type { CrossingRequest } from '../recipes/role-request';

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
  /** These are absent in plans of before they were told. */
  gainsUnknown?: string[];
  losses?: PlanGainView[];
  findings?: PlanFindingsView;
  /** What the proof has to know beside the fields. */
  request: CrossingRequest;
};

/** The same of a plan that is made now. */
export type NewFixture = PlanFixture & Required<Pick<PlanFixture, 'gainsUnknown'>>;
