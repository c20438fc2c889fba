import type { ParsedPolicy } from '../parse/policy';
import { ALL_RULES } from './all-rules';
import type { CheckedKind, Rule } from './rule';

const RULES = {
  trust: rulesOfKind('trust'),
  identity: rulesOfKind('identity'),
  boundary: rulesOfKind('boundary'),
  bucket: rulesOfKind('bucket'),
  key: rulesOfKind('key'),
};

function rulesOfKind(kind: CheckedKind): Rule[] {
  return ALL_RULES.filter(({ kinds }) => kinds.includes(kind));
}

const known = new WeakMap<ParsedPolicy, Rule[]>();

/** The rules that may find something in a document, looked up once for all who hold it. */
export function rulesFor(policy: ParsedPolicy, kind: CheckedKind): Rule[] {
  const found = known.get(policy);
  if (found) return found;
  const rules = RULES[kind].filter(({ isAbout }) => isAbout(policy));
  known.set(policy, rules);
  return rules;
}
