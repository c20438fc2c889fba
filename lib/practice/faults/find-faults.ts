import { globMatches, wildcardGlob } from '@/lib/iam/parse/glob';
import type { LiveWorld } from '../world/live-world';
import type { Fault, FaultOf, NewFault } from './fault';

/** Whether a name is meant by a pattern with `*` and `?`, in any case of letters, or by none at all. */
export const isMeant = (pattern: string | undefined, name: string): boolean =>
  pattern === undefined ||
  globMatches(wildcardGlob(pattern.toLowerCase()), name.toLowerCase());

export const faultsOf = <Kind extends Fault['kind']>(
  { faults }: LiveWorld,
  kind: Kind,
): FaultOf<Kind>[] =>
  // told apart by their kind
  faults.filter((fault) => fault.kind === kind) as FaultOf<Kind>[];

/** Counts one use; a fault that was given a number of them ends with the last. */
export function countUse(live: LiveWorld, fault: Fault): void {
  if (!('times' in fault) || fault.times === undefined) return;
  fault.times -= 1;
  if (fault.times <= 0) live.faults = live.faults.filter(({ id }) => id !== fault.id);
}

export function addFaults(live: LiveWorld, added: NewFault[]): void {
  for (const fault of added) {
    live.lastFault += 1;
    live.faults.push({ ...fault, id: live.lastFault });
  }
}
