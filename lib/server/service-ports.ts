import type { WorkspaceId } from '@/lib/core/ids';
import type { TakingsOf } from '@/lib/credentials/trail/keep-takings';
import type { Stores } from '@/lib/db/stores';
import type { IndexOf } from '@/lib/inventory/keep-indexes';
import type {
  Aws,
  AwsConnection,
  Clock,
  ConnectionOf,
  Courier,
  IdentityTokens,
  Notifier,
  PracticeWorlds,
  Random,
  Sealer,
  Vocabulary,
} from '@/lib/ports';
import type { Auth } from './auth';
import type { Env } from './env';
import type { Job } from './jobs';
import type { Log } from './log';

/** Every port, wired: what a use case may be given. */
export type Services = Stores & {
  env: Env;
  log: Log;
  aws: Aws;
  auth: Auth;
  clock: Clock;
  random: Random;
  connectionOf: ConnectionOf;
  /** The connection whose identity hands out credentials; null when none is set up. */
  hubOf(workspaceId: WorkspaceId): Promise<AwsConnection | null>;
  /** The console as an OIDC issuer. */
  identityTokens: IdentityTokens;
  /** What AWS's services call their actions, condition keys and resources. */
  vocabulary: Vocabulary;
  /** Null on a console that runs no practice accounts. */
  practiceWorlds: PracticeWorlds | null;
  /** Kept for the process: every use case asks the same. */
  indexOf: IndexOf;
  /** Who took which role, by CloudTrail; kept for minutes. */
  takingsOf: TakingsOf;
  notifier: Notifier;
  courier: Courier;
  sealer: Sealer;
  enqueue(job: Job): Promise<void>;
  stop(): Promise<void>;
};
