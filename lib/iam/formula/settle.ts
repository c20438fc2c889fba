import { type Atom, and, atomsOf, type Formula, holds, not, or } from './formula';
import { type Choice, type ConditionAtom, choicesOfKey } from './key-choices';

/** One thing the formula hangs on: a key with all conditions on it, or a single atom. */
type Variable = { choices: Choice[] };

type World = Map<string, boolean>;

const WORLDS_MAX = 1024;
const MULTIVALUED =
  /^(?:aws:tagkeys|sts:transitivetagkeys|aws:principalorgpaths|aws:resourceorgpaths|aws:calledvia|aws:principalservicenameslist|.*:amr|saml:.*)$/;

/**
 * Simplifies a formula by trying every combination of what it hangs on; of the conditions on
 * one key, every way in which they can be true and false together. Finds contradictions and
 * tautologies, and drops what makes no difference. Too large a formula stays as it is.
 */
export function settle(formula: Formula): Formula {
  const variables = variablesOf(formula);
  const worlds = variables.reduce((count, v) => count * v.choices.length, 1);
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
  const byKey = new Map<string, ConditionAtom[]>();
  const variables: Variable[] = [];
  for (const atom of atomsOf(formula)) {
    const key = openKeyOf(atom);
    if (key === null || atom.op !== 'condition') variables.push(alone(atom));
    else byKey.set(key, [...(byKey.get(key) ?? []), atom]);
  }
  return [...variables, ...[...byKey].flatMap(([key, atoms]) => together(key, atoms))];
}

/** An atom that is true or false whatever the others are. */
const alone = ({ id }: Atom): Variable => ({ choices: [[[id, false]], [[id, true]]] });

/** The conditions on one key. */
function together(key: string, atoms: ConditionAtom[]): Variable[] {
  if (atoms.length < 2) return atoms.map(alone);
  const hasSets = atoms.some(({ condition }) => condition.operator.set !== null);
  const choices = choicesOfKey(atoms, !hasSets && !MULTIVALUED.test(key));
  return choices ? [{ choices }] : atoms.map(alone);
}

/** The key a condition tests, when that key itself is open and not only a variable. */
function openKeyOf(atom: Atom): string | null {
  if (atom.op !== 'condition') return null;
  const { key } = atom.condition;
  return atom.keys.includes(key) ? key.toLowerCase() : null;
}

function makeWorlds(variables: Variable[]): World[] {
  let worlds: World[] = [new Map()];
  for (const { choices } of variables) {
    worlds = worlds.flatMap((world) =>
      choices.map((choice) => new Map([...world, ...choice])),
    );
  }
  return worlds;
}

/** Whether the truth changes with one variable while all others stay. */
function matters(variables: Variable[], truths: boolean[], at: number): boolean {
  const size = variables[at]?.choices.length ?? 1;
  const stride = variables
    .slice(at + 1)
    .reduce((count, v) => count * v.choices.length, 1);
  return truths.some((truth, index) => {
    const digit = Math.floor(index / stride) % size;
    return truth !== truths[index - digit * stride];
  });
}

function fix(formula: Formula, { choices: [choice = []] }: Variable): Formula {
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
