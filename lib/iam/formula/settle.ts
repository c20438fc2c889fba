import { judgeCondition } from '../conditions/condition';
import type { KeyState } from '../parse/template';
import { type Atom, and, atomsOf, type Formula, holds, not, or } from './formula';

/** One thing the formula hangs on: a key with the values worth trying, or a single atom. */
type Variable =
  | { kind: 'key'; key: string; atoms: Atom[]; states: KeyState[] }
  | { kind: 'atom'; atom: Atom };

type World = Map<string, boolean>;

const WORLDS_MAX = 1024;
const ENUMERABLE = /^(?:String(?:Not)?Equals(?:IgnoreCase)?|Bool|Null)$/;
const MULTIVALUED =
  /^(?:aws:tagkeys|sts:transitivetagkeys|aws:principalorgpaths|aws:resourceorgpaths|aws:calledvia|aws:principalservicenameslist|.*:amr|saml:.*)$/;

/**
 * Simplifies a formula by trying every combination of what it hangs on: keys compared for
 * equality only get each value named, another one and none. Finds contradictions and
 * tautologies, and drops what makes no difference. Too large a formula stays as it is.
 */
export function settle(formula: Formula): Formula {
  const variables = variablesOf(formula);
  const worlds = variables.reduce((count, v) => count * sizeOf(v), 1);
  if (typeof formula === 'boolean' || worlds > WORLDS_MAX) return formula;
  const all = makeWorlds(variables);
  const truths = all.map((world) =>
    holds(formula, (atom) => world.get(atom.id) ?? false),
  );
  if (!truths.includes(false)) return true;
  if (!truths.includes(true)) return false;
  const idle = variables.filter((_, at) => !matters(variables, truths, at));
  return idle.reduce<Formula>((rest, variable) => fix(rest, variable), formula);
}

function variablesOf(formula: Formula): Variable[] {
  const byKey = new Map<string, Atom[]>();
  const variables: Variable[] = [];
  for (const atom of atomsOf(formula)) {
    const key = enumerableKey(atom);
    if (key === null) variables.push({ kind: 'atom', atom });
    else byKey.set(key, [...(byKey.get(key) ?? []), atom]);
  }
  for (const [key, atoms] of byKey) {
    variables.push({ kind: 'key', key, atoms, states: statesOf(atoms) });
  }
  return variables;
}

/** The key when its few interesting values can be listed; null otherwise. */
function enumerableKey(atom: Atom): string | null {
  if (atom.op !== 'condition') return null;
  const { operator, key, values } = atom.condition;
  const isPlain = operator.set === null && ENUMERABLE.test(operator.base);
  const isSingle = !MULTIVALUED.test(key.toLowerCase());
  const isConstant = values.every(({ constant }) => constant !== null);
  return isPlain && isSingle && isConstant ? key.toLowerCase() : null;
}

function statesOf(atoms: Atom[]): KeyState[] {
  const texts = new Set(atoms.flatMap(textsOf));
  // No policy names this text, so it stands for every other value.
  return ['absent', ['\u0000another value'], ...[...texts].map((text) => [text])];
}

function textsOf(atom: Atom): string[] {
  if (atom.op !== 'condition') return [];
  const { operator, values } = atom.condition;
  if (operator.base === 'Null') return [];
  if (operator.base === 'Bool') return ['true', 'false'];
  return values.map(({ constant, raw }) => constant?.text ?? raw);
}

const sizeOf = (variable: Variable): number =>
  variable.kind === 'atom' ? 2 : variable.states.length;

function makeWorlds(variables: Variable[]): World[] {
  let worlds: World[] = [new Map()];
  for (const variable of variables) {
    const choices = choicesOf(variable);
    worlds = worlds.flatMap((world) =>
      choices.map((choice) => new Map([...world, ...choice])),
    );
  }
  return worlds;
}

function choicesOf(variable: Variable): [string, boolean][][] {
  if (variable.kind === 'atom') {
    return [[[variable.atom.id, false]], [[variable.atom.id, true]]];
  }
  return variable.states.map((state) =>
    variable.atoms.map((atom) => [atom.id, isTrueIn(atom, state)]),
  );
}

const isTrueIn = (atom: Atom, state: KeyState): boolean =>
  atom.op === 'condition' && judgeCondition(atom.condition, () => state) === true;

/** Whether the truth changes with one variable while all others stay. */
function matters(variables: Variable[], truths: boolean[], at: number): boolean {
  const size = variables[at] ? sizeOf(variables[at]) : 1;
  const stride = variables.slice(at + 1).reduce((count, v) => count * sizeOf(v), 1);
  return truths.some((truth, index) => {
    const digit = Math.floor(index / stride) % size;
    return truth !== truths[index - digit * stride];
  });
}

function fix(formula: Formula, variable: Variable): Formula {
  const [choice = []] = choicesOf(variable);
  const fixed = new Map(choice);
  return substitute(formula, (atom) => fixed.get(atom.id) ?? atom);
}

function substitute(formula: Formula, by: (atom: Atom) => Formula): Formula {
  if (typeof formula === 'boolean') return formula;
  switch (formula.op) {
    case 'and':
      return and(...formula.of.map((member) => substitute(member, by)));
    case 'or':
      return or(...formula.of.map((member) => substitute(member, by)));
    case 'not':
      return not(by(formula.of));
    default:
      return by(formula);
  }
}
