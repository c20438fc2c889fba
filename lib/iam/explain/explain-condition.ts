import type { ConditionProof } from '../answer';
import { type Operator, parseOperator } from '../conditions/operator';
import { firstUnreadable } from '../validate/check-condition-contents';
import type { ConditionNode } from './explanation-node';
import { sayList, sayValue } from './list-words';

/** One condition of a statement, with the values that were compared. */
export function explainCondition(
  proof: ConditionProof,
  id: string,
  isDeciding: boolean,
): ConditionNode {
  const { verdict } = proof;
  const sentence = sayProof(proof);
  return {
    id,
    kind: 'condition',
    verdict,
    sentence,
    isDeciding,
    detail: proof,
    children: [],
  };
}

/** "StringEquals on sts:ExternalId wants 7F; the request has 7f, so it fails." */
function sayProof(proof: ConditionProof): string {
  const operator = parseOperator(proof.operator);
  const wanted = `${proof.operator} on ${proof.key} wants ${sayWanted(proof, operator)}`;
  return `${wanted}; ${sayGot(proof)}${sayUnreadable(proof)}${sayOutcome(proof, operator)}.`;
}

/** A value that the operator cannot compare with anything, so that nothing fits it. */
export function sayUnreadable({ operator, wanted, got }: ConditionProof): string {
  const found = firstUnreadable(operator, [...wanted, ...(got ?? [])]);
  return found ? `, and "${found.value}" is no ${found.noun}` : '';
}

function sayWanted({ wanted, resolved }: ConditionProof, operator: Operator | null) {
  if (operator && !operator.compare) {
    return wanted.some((value) => value.toLowerCase() === 'true')
      ? 'the key to be missing'
      : 'the key to be there';
  }
  const said = wanted.map((raw, at) => {
    const text = resolved ? resolved[at] : raw;
    if (text === null) return `${raw} (a variable has no value)`;
    return text === raw ? raw : `${raw} (here ${text})`;
  });
  const list = said.length > 0 ? sayList(said.map(sayValue), 'or') : 'no value at all';
  return operator?.isNegated ? `anything but ${list}` : list;
}

function sayGot({ got, verdict }: ConditionProof): string {
  if (got)
    return got.length > 0
      ? `the request has ${sayList(got.map(sayValue), 'and')}`
      : 'the request has it without a value';
  return verdict === 'unknown'
    ? 'what the request has is not known'
    : 'the request has no such key';
}

function sayOutcome(proof: ConditionProof, operator: Operator | null): string {
  const { verdict, got, matched } = proof;
  if (verdict === 'unknown') return got ? ', but a variable is not known' : '';
  const outcome = verdict === 'holds' ? 'holds' : 'fails';
  if (!got) return `, so it ${outcome}${sayAbsence(verdict, operator)}`;
  const isOneOfMany = matched && (got.length > 1 || proof.wanted.length > 1);
  const fit = isOneOfMany ? `${matched.got} fits ${matched.wanted}` : '';
  return fit ? `; ${fit}, so it ${outcome}` : `, so it ${outcome}`;
}

/** Why a condition holds although its key is missing. */
function sayAbsence(verdict: string, operator: Operator | null): string {
  if (verdict !== 'holds' || !operator?.compare) return '';
  if (operator.set === 'all') return ': ForAllValues is true of no values';
  if (operator.isIfExists) return ': IfExists lets a missing key pass';
  return ': a negated test holds for a missing key';
}
