import type { LiveWorld } from '../world/live-world';
import type { Fault, FaultOf } from './fault';

const patterns = new Map<string, RegExp>();

function patternOf(text: string): RegExp {
  const known = patterns.get(text);
  if (known) return known;
  const escaped = text.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  const made = new RegExp(
    `^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`,
    'is',
  );
  patterns.set(text, made);
  return made;
}

/** Whether a name is meant by a pattern with `*` and `?`, or by none at all. */
export const isMeant = (pattern: string | undefined, name: string): boolean =>
  pattern === undefined || pattern === '*' || patternOf(pattern).test(name);

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

export function addFaults(
  live: LiveWorld,
  added: (Fault extends infer One
    ? One extends Fault
      ? Omit<One, 'id'>
      : never
    : never)[],
): void {
  for (const fault of added) {
    live.lastFault += 1;
    // the kind of each stays what it was
    live.faults.push({ ...fault, id: live.lastFault } as Fault);
  }
}
