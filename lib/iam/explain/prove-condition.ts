import type { ConditionProof } from '../answer';
import { judgeCondition, type ParsedCondition } from '../conditions/condition';
import { type Lookup, type Resolution, resolveTemplate } from '../parse/template';

/** One condition as it was judged: what the policy wants, what the request has, and which fit. */
export function proveCondition(
  condition: ParsedCondition,
  lookup: Lookup,
): ConditionProof {
  const { operator, key, values } = condition;
  const verdict = judgeCondition(condition, lookup);
  const state = lookup(key);
  const got = typeof state === 'string' ? null : [...state];
  const resolutions = values.map((value) => resolveTemplate(value, lookup));
  const hasVariables = values.some(({ constant }) => constant === null);
  const matched = got && matchedPair(condition, resolutions, got);
  return {
    operator: operator.name,
    key,
    wanted: values.map(({ raw }) => raw),
    ...(hasVariables ? { resolved: resolutions.map(textOf) } : {}),
    got,
    verdict: verdict === true ? 'holds' : verdict === false ? 'fails' : 'unknown',
    ...(matched ? { matched } : {}),
  };
}

const textOf = (value: Resolution): string | null =>
  value.state === 'known' ? value.text : null;

function matchedPair(
  { operator: { compare }, values }: ParsedCondition,
  resolutions: Resolution[],
  got: string[],
): ConditionProof['matched'] | null {
  if (!compare) return null;
  for (const value of got) {
    const at = resolutions.findIndex(
      (wanted) => wanted.state === 'known' && compare(wanted, value),
    );
    if (at >= 0) return { wanted: values[at]?.raw ?? '', got: value };
  }
  return null;
}
