import type {
  AccountStore,
  ActivityLog,
  Aws,
  AwsConnection,
  Clock,
  ConnectionOf,
  EndStore,
  PlanStore,
  Random,
  StoredPlan,
} from '@/lib/ports';

export type RunDeps = {
  plans: Pick<
    PlanStore,
    | 'find'
    | 'moveState'
    | 'setProgress'
    | 'updateStep'
    | 'saveProof'
    | 'saveNotes'
    | 'lease'
    | 'release'
  >;
  ends: Pick<
    EndStore,
    'update' | 'putQuarantine' | 'handDown' | 'graceDaysOf' | 'listOnRole'
  >;
  accounts: Pick<AccountStore, 'list'>;
  connectionOf: ConnectionOf;
  activity: Pick<ActivityLog, 'append'>;
  aws: Pick<Aws, 'readTarget' | 'write'>;
  clock: Clock;
  random: Pick<Random, 'uuid' | 'base32'>;
};

/** One run of a plan, while this process holds its lease. */
export type Run<Deps extends RunDeps = RunDeps> = {
  deps: Deps;
  plan: StoredPlan;
  connectionOf(accountId: string): AwsConnection | null;
  /** Throws when another process has taken the run over. */
  renew(): Promise<void>;
};

/**
 * How a run, or one step of it, came out. `awaited`: AWS takes it once the owner of the other
 * account has made the role that it names.
 */
export type Outcome = 'done' | 'stopped' | 'suspended' | 'awaited';
