import type { EstateIndex } from '../index/estate-index';
import type { Circumstances } from '../index/judge-taking';
import {
  type Stand,
  type StepInto,
  SURENESS,
  type Sureness,
  stepsInto,
} from './steps-into';

/** One who can become a role, and the best way to it. */
export type Incomer = Pick<StepInto, 'kind' | 'name'> & {
  /** That of the weakest step. */
  sureness: Sureness;
  /** ARNs of the roles to take, in that order; the last is the role itself. */
  path: string[];
};

export type Incomers = {
  /** By name. */
  found: Map<string, Incomer>;
  /** There were too many to look at: others may become the role too. */
  isCut: boolean;
};

export type BackQuestion = Circumstances & {
  to: string;
  /** What one has to be let do beside, to take the role itself; null for one who is not. */
  alsoAsked?: ((arn: string) => Sureness | null) | null;
};

/** How many roles are asked who takes them, and how many principals are told of. */
const ROLES_MAX = 2000;
const FOUND_MAX = 50_000;
/** How many are asked what they may do beside. */
const ASKED_MAX = 5000;

/**
 * Everybody who can become a role, directly or by taking others first: `reach`, the other way
 * round. Of each the surest way, then the one of the fewest steps, then the first in ARN order.
 * Costs one look at the index for each role on the way.
 */
export function reachBack(index: EstateIndex, question: BackQuestion): Incomers {
  const { to } = question;
  const steps = stepsReader(index, question);
  const search: Search = { to, steps, found: new Map(), isCut: false };
  for (const sureness of SURENESS) visit(search, sureness);
  return { found: search.found, isCut: search.isCut || steps.isCut() };
}

type Reader = { of(stand: Stand): StepInto[] | null; isCut(): boolean };
type Search = { to: string; steps: Reader; found: Map<string, Incomer>; isCut: boolean };
type Standing = Stand & { path: string[] };

function stepsReader(
  index: EstateIndex,
  { to, alsoAsked = null, ...rest }: BackQuestion,
): Reader {
  const circumstances = index.tables().inCircumstances(rest);
  const known = new Map<string, StepInto[]>();
  let isCut = false;
  const read = (stand: Stand): StepInto[] => {
    const steps = stepsInto(index, stand, circumstances);
    if (!alsoAsked || stand.role !== to) return steps;
    isCut ||= steps.length > ASKED_MAX;
    return steps.slice(0, ASKED_MAX).flatMap((step) => {
      const isAsked = step.from !== null || step.kind === 'user';
      return isAsked ? weakened(step, alsoAsked(step.name)) : [step];
    });
  };
  return {
    of(stand) {
      const key = keyOf(stand);
      const steps = known.get(key) ?? (known.size < ROLES_MAX ? read(stand) : null);
      if (steps) known.set(key, steps);
      return steps;
    },
    isCut: () => isCut,
  };
}

const weakened = (step: StepInto, other: Sureness | null): StepInto[] =>
  other === null ? [] : [{ ...step, sureness: weaker(step.sureness, other) }];

const weaker = (a: Sureness, b: Sureness): Sureness =>
  SURENESS.indexOf(a) > SURENESS.indexOf(b) ? a : b;

/** Level by level, so that the first way is the shortest, by steps that are sure enough. */
function visit(search: Search, sureness: Sureness): void {
  const seen = new Set([search.to]);
  let level: Standing[] = [{ role: search.to, sessionName: null, path: [search.to] }];
  while (level.length > 0 && !search.isCut) {
    const next = level.flatMap((stand) => behind(search, stand, sureness, seen));
    level = next.sort((a, b) => (a.path.join() < b.path.join() ? -1 : 1));
  }
}

/** Notes whoever takes a role at once, and gives where they stand who can be taken themselves. */
function behind(
  search: Search,
  stand: Standing,
  sureness: Sureness,
  seen: Set<string>,
): Standing[] {
  return stepsWithin(search, stand, sureness).flatMap((step) => {
    note(search, step, stand, sureness);
    if (!step.from || seen.has(keyOf(step.from))) return [];
    seen.add(keyOf(step.from));
    return [{ ...step.from, path: [step.from.role, ...stand.path] }];
  });
}

function stepsWithin(search: Search, stand: Stand, sureness: Sureness): StepInto[] {
  const steps = search.steps.of(stand);
  if (!steps) search.isCut = true;
  const worst = SURENESS.indexOf(sureness);
  return (steps ?? []).filter((step) => SURENESS.indexOf(step.sureness) <= worst);
}

function note(
  search: Search,
  { kind, name }: StepInto,
  { path }: Standing,
  sureness: Sureness,
): void {
  const { found, to } = search;
  // Who takes a role chooses the name of its session: a session is on the way alone.
  if (kind === 'session' || name === to || found.has(name)) return;
  if (found.size >= FOUND_MAX) search.isCut = true;
  else found.set(name, { kind, name, sureness, path });
}

const keyOf = ({ role, sessionName }: Stand): string =>
  sessionName === null ? role : `${role} ${sessionName}`;
