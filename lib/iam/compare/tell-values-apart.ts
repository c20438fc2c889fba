import { judgeCondition, type ParsedCondition } from '../conditions/condition';

/** Judgements for each key, so that long lists take no longer than the answer is waited for. */
const JUDGEMENTS_MAX = 500_000;

/**
 * One of each set of values that every condition of a key answers alike: the others of the set
 * would show nothing more. `isAll` is false when there were too many to judge.
 */
export function tellValuesApart(
  texts: string[],
  conditions: ParsedCondition[],
): { values: string[]; isAll: boolean } {
  const distinct = [...new Map(conditions.map((one) => [wordsOf(one), one])).values()];
  const tested = distinct.reduce((total, { values }) => total + values.length, 1);
  const most = Math.floor(JUDGEMENTS_MAX / tested);
  const classes = new Map<string, string>();
  for (const text of texts.slice(0, most)) {
    const answers = distinct.map((one) => Number(holdsFor(one, text))).join('');
    if (!classes.has(answers)) classes.set(answers, text);
  }
  return { values: [...classes.values()], isAll: texts.length <= most };
}

const wordsOf = ({ operator, values }: ParsedCondition): string =>
  JSON.stringify([operator.name, ...values.map(({ raw }) => raw)]);

const holdsFor = (condition: ParsedCondition, text: string): boolean =>
  judgeCondition(condition, () => [text]) === true;
