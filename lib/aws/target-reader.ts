import type { AwsTarget, TargetState } from '@/lib/ports';
import type { Clients } from './clients';

/** How the live state of one kind of target is read. What AWS throws is the caller's to map. */
export type TargetReader<Target extends AwsTarget> = {
  /** The action, as policies name it. */
  operation(target: Target): string;
  read(at: { clients: Clients; accountId: string }, target: Target): Promise<TargetState>;
};
