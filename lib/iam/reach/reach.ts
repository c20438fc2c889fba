import type { Requirement } from '../answer';
import { findCaller, roleOf } from '../evaluate/caller';
import type { EstateIndex } from '../index/estate-index';
import type { Circumstances } from '../index/judge-taking';
import { sessionPrefixOf } from '../index/session-names';
import type { Principal } from '../question';
import { type Edge, edgesFrom, type ReachQuestion } from './edge';

/** A session name that one hop has to use. */
type HopRequirement = { hop: number; param: 'RoleSessionName'; value: string };

/** The best way to one role. */
export type ReachedRole = {
  role: string;
  decision: 'allow' | 'conditional';
  hops: number;
  /** Role ARNs in hop order; the last is `role`. */
  path: string[];
  conditionKeys: string[];
  requires: (HopRequirement | Requirement)[];
};

/** Where a walk stands: a role, taken under a certain session name or any. */
type Step = { edge: Edge; before: Step | null };

type Walk = {
  edgesOf: (step: Step | null) => Edge[];
  startRole: string | undefined;
  maxHops: number;
};

/**
 * The roles a principal can take, directly or by chaining. Each further hop is judged as a
 * session of the role before it: what the starting principal may do is left behind.
 * For each role the best verdict (allow before conditional), then the fewest hops, then the
 * first path in ARN order. Ends on cycles: a role is visited once for each quality.
 */
export function reach(index: EstateIndex, question: ReachQuestion): ReachedRole[] {
  const { from, maxHops = Number.POSITIVE_INFINITY } = question;
  const circumstances = index.tables().inCircumstances(circumstancesOf(question));
  const remembered = new Map<string, Edge[]>();
  const edgesOf = (step: Step | null): Edge[] => {
    const principal = step ? principalOf(step.edge) : from;
    const key = JSON.stringify(principal);
    const found = remembered.get(key);
    if (found) return found;
    const edges = edgesFrom(index, principal, circumstances);
    remembered.set(key, edges);
    return edges;
  };
  const walk: Walk = {
    edgesOf,
    startRole: roleOf(findCaller(index.world, from))?.Arn,
    maxHops,
  };
  const sure = visit(walk, ({ decision }) => decision === 'allow');
  const any = visit(walk, () => true);
  const best = new Map(any);
  for (const [role, step] of sure) {
    if (step.edge.sessionName === null || any.get(role)?.edge.sessionName !== null) {
      best.set(role, step);
    }
  }
  return [...best.values()].map(describe).sort((a, b) => compare(a.role, b.role));
}

const circumstancesOf = ({
  context,
  unknownKeys,
  absentKeys = [],
}: ReachQuestion): Circumstances => ({ context, unknownKeys, absentKeys });

const principalOf = ({ role, sessionName }: Edge): Principal => ({
  AWS: sessionName === null ? role : `${sessionPrefixOf(role)}/${sessionName}`,
});

/** Level by level, so that the first way to a role has the fewest hops. */
function visit(walk: Walk, isOpen: (edge: Edge) => boolean): Map<string, Step> {
  const seen = new Set<string>();
  const best = new Map<string, Step>();
  let level: (Step | null)[] = [null];
  for (let hop = 1; hop <= walk.maxHops && level.length > 0; hop += 1) {
    const next = nextLevel(walk, level, isOpen).filter(
      ({ edge }) => !seen.has(stateOf(edge)),
    );
    for (const step of next) {
      seen.add(stateOf(step.edge));
      const known = best.get(step.edge.role);
      // The last hop's session may carry any name: that is how the role itself is reported.
      const isPlainer =
        known?.edge.sessionName !== null && step.edge.sessionName === null;
      if (!known || isPlainer) best.set(step.edge.role, step);
    }
    level = next;
  }
  return best;
}

/** The steps one hop on, the first path in ARN order for each state, any name before a set one. */
function nextLevel(
  { edgesOf, startRole }: Walk,
  level: (Step | null)[],
  isOpen: (edge: Edge) => boolean,
): Step[] {
  const steps = level.flatMap((before) =>
    edgesOf(before)
      .filter((edge) => isOpen(edge) && edge.role !== startRole)
      .map((edge) => ({ edge, before })),
  );
  steps.sort(comparePaths);
  const first = new Map<string, Step>();
  for (const step of steps) {
    const state = stateOf(step.edge);
    if (!first.has(state)) first.set(state, step);
  }
  return [...first.values()];
}

/** A role's own ARN where the session may carry any name. */
const stateOf = ({ role, sessionName }: Edge): string =>
  sessionName === null ? role : JSON.stringify([role, sessionName]);

const stepsOf = (step: Step): Edge[] =>
  step.before ? [...stepsOf(step.before), step.edge] : [step.edge];

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Of two paths of one length. */
const comparePaths = (a: Step, b: Step): number =>
  compareRoles(a, b) || pinned(a) - pinned(b);

function compareRoles(a: Step | null, b: Step | null): number {
  if (a === b || !a || !b) return 0;
  return compareRoles(a.before, b.before) || compare(a.edge.role, b.edge.role);
}

const pinned = (step: Step | null): number =>
  step ? pinned(step.before) + Number(step.edge.sessionName !== null) : 0;

function describe(step: Step): ReachedRole {
  const edges = stepsOf(step);
  const names = edges.flatMap(({ sessionName: value }, at): HopRequirement[] =>
    value === null ? [] : [{ hop: at + 1, param: 'RoleSessionName', value }],
  );
  const isSure = edges.every(({ decision }) => decision === 'allow');
  return {
    role: step.edge.role,
    decision: isSure ? 'allow' : 'conditional',
    hops: edges.length,
    path: edges.map(({ role }) => role),
    conditionKeys: distinct(edges.flatMap(({ conditionKeys }) => conditionKeys)),
    requires: [...names, ...edges.flatMap(({ requires }) => requires)],
  };
}

function distinct(keys: string[]): string[] {
  const byName = new Map(keys.map((key) => [key.toLowerCase(), key]));
  return [...byName.values()].sort();
}
