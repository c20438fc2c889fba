import type { Requirement } from '../answer';
import type { ParsedCondition } from '../conditions/condition';
import type { Template } from '../parse/template';

/** Something the request leaves open. Atoms with one id are true or false together. */
export type Atom =
  | {
      op: 'condition';
      id: string;
      keys: string[];
      condition: ParsedCondition;
      policy: string;
    }
  | { op: 'resource'; id: string; keys: string[]; pattern: Template; resource: string }
  | { op: 'requirement'; id: string; keys: []; requirement: Requirement };

/** A boolean over atoms, always kept simplified. */
export type Formula =
  | boolean
  | Atom
  | { op: 'and'; id: string; of: Formula[] }
  | { op: 'or'; id: string; of: Formula[] }
  | { op: 'not'; id: string; of: Atom };

type Join = 'and' | 'or';

/** Text that is equal for formulas that are true or false together. */
export const idOf = (formula: Formula): string =>
  typeof formula === 'boolean' ? String(formula) : formula.id;

export const and = (...of: Formula[]): Formula => join('and', of);
export const or = (...of: Formula[]): Formula => join('or', of);

/** Negation, pushed down to the atoms. */
export function not(formula: Formula): Formula {
  if (typeof formula === 'boolean') return !formula;
  switch (formula.op) {
    case 'and':
      return or(...formula.of.map(not));
    case 'or':
      return and(...formula.of.map(not));
    case 'not':
      return formula.of;
    default:
      return { op: 'not', id: `!${formula.id}`, of: formula };
  }
}

/** `a or (a and b)` is `a`; `a and not a` is false; true and false drop out. */
function join(op: Join, members: Formula[]): Formula {
  const absorbing = op === 'or';
  if (members.includes(absorbing)) return absorbing;
  const open = members.filter((member) => typeof member !== 'boolean');
  if (open.length < 2) return open[0] ?? !absorbing;
  const byId = new Map<string, Formula>();
  for (const member of open.flatMap((formula) => flatten(op, formula))) {
    byId.set(idOf(member), member);
  }
  for (const id of byId.keys()) if (byId.has(`!${id}`)) return absorbing;
  const kept = absorb(op, byId);
  if (kept.length < 2) return kept[0] ?? !absorbing;
  return { op, id: `${op}(${kept.map(idOf).sort().join(' ')})`, of: kept };
}

const flatten = (op: Join, formula: Formula): Formula[] =>
  typeof formula !== 'boolean' && formula.op === op ? formula.of : [formula];

function absorb(op: Join, byId: Map<string, Formula>): Formula[] {
  const dual = op === 'or' ? 'and' : 'or';
  return [...byId.values()].filter((member) => {
    if (typeof member === 'boolean' || member.op !== dual) return true;
    const parts = new Set(member.of.map(idOf));
    return ![...byId.values()].some(
      (other) => other !== member && isWithin(other, parts, dual),
    );
  });
}

/** Whether `other` asks for a part of what a member made of `parts` asks for. */
function isWithin(other: Formula, parts: Set<string>, dual: Join): boolean {
  const isDual = typeof other !== 'boolean' && other.op === dual;
  return isDual
    ? other.of.length < parts.size && other.of.every((part) => parts.has(idOf(part)))
    : parts.has(idOf(other));
}

/** The atoms of a formula, each once. */
export function atomsOf(formula: Formula): Atom[] {
  const atoms = new Map<string, Atom>();
  collectAtoms(formula, atoms);
  return [...atoms.values()];
}

function collectAtoms(formula: Formula, into: Map<string, Atom>): void {
  if (typeof formula === 'boolean') return;
  if (formula.op === 'and' || formula.op === 'or') {
    for (const member of formula.of) collectAtoms(member, into);
  } else {
    const atom = formula.op === 'not' ? formula.of : formula;
    into.set(atom.id, atom);
  }
}

/** Truth under an assignment of the atoms. */
export function holds(formula: Formula, isTrue: (atom: Atom) => boolean): boolean {
  if (typeof formula === 'boolean') return formula;
  switch (formula.op) {
    case 'and':
      return formula.of.every((member) => holds(member, isTrue));
    case 'or':
      return formula.of.some((member) => holds(member, isTrue));
    case 'not':
      return !isTrue(formula.of);
    default:
      return isTrue(formula);
  }
}
