import type {
  AccountStore,
  ActivityLog,
  Aws,
  Clock,
  ConnectionOf,
  EndStore,
  PlanStore,
  StoredPlan,
} from '@/lib/ports';
import type { PlanJob } from '../plan-job';
import { type PlanState, STANDING } from '../schema';

export type EndDeps = {
  plans: Pick<PlanStore, 'find' | 'moveState' | 'saveNotes'>;
  ends: Pick<EndStore, 'update' | 'listOnRole'>;
  activity: Pick<ActivityLog, 'append'>;
  accounts: Pick<AccountStore, 'list'>;
  connectionOf: ConnectionOf;
  aws: Pick<Aws, 'readTarget' | 'listBonds'>;
  clock: Pick<Clock, 'now'>;
  env: { areChangesOn: boolean };
  enqueue(job: PlanJob & { name: 'plan-run' }): Promise<void>;
};

/** A plan of a crossing that ends. */
export type EndingPlan = StoredPlan & { end: NonNullable<StoredPlan['end']> };

/** A crossing stands while a change of it waits for its owner, too. */
export const STANDS: PlanState[] = [...STANDING, 'waiting'];

export const stands = ({ state, body }: StoredPlan): boolean =>
  STANDING.includes(state) || (state === 'waiting' && body.replaces !== undefined);

export const hasEnd = (plan: StoredPlan | null): plan is EndingPlan =>
  plan !== null && plan.end !== null;
