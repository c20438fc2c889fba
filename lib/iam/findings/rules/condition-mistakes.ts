import type { ParsedCondition } from '../../conditions/condition';
import type { ParsedStatement } from '../../parse/policy';
import { conditionsOn, holdsWithoutKey, isDeniedWithoutKey } from '../conditions';
import { demand, moveKey } from '../edit/condition-block';
import { fixWith } from '../edit/outcome';
import { changeAll, sourceOf } from '../edit/principal-block';
import { withStatement } from '../edit/statements';
import { documentRule, EVERY_KIND } from '../rule';

/** Whether a condition that fits more requests makes its statement grant less. */
export const narrowsByFittingMore = (
  { effect }: Pick<ParsedStatement, 'effect'>,
  { operator }: Pick<ParsedCondition, 'operator'>,
): boolean => (effect === 'Deny') !== operator.isNegated;

/** A `*` where it is a plain character. */
export const literalWildcard = documentRule(
  'literal-wildcard',
  EVERY_KIND,
  ({ conditions }) => conditions.length > 0,
  (place, statement) => {
    const [found] = statement.conditions.flatMap((condition) =>
      /^String(?:Not)?Equals/.test(condition.operator.base)
        ? condition.values
            .filter(({ raw }) => raw.replaceAll(`\${*}`, '').includes('*'))
            .map(({ raw }) => ({ raw, condition }))
        : [],
    );
    if (!found) return null;
    const { raw, condition } = found;
    const { key, operator } = condition;
    return {
      message: `The * in ${raw} is a plain character here: compare ${key} with StringLike.`,
      about: key,
      fix: () => {
        if (!narrowsByFittingMore(statement, condition)) {
          return {
            reason: 'this lets more callers in, so change it by hand once that is wanted',
          };
        }
        const to = operator.name.replace(/equals/i, (word) =>
          word === word.toLowerCase() ? 'like' : 'Like',
        );
        const isPlain = !/IgnoreCase/.test(operator.base);
        const next =
          isPlain && moveKey(sourceOf(statement), { from: operator.name, to, key });
        return fixWith(
          next ? withStatement(place, { index: statement.index, next }) : null,
          `The * stands for any text now, so the statement keeps out more callers: check that ${raw} is what you mean.`,
          'no operator says this for the key as it stands, so write the statement anew',
        );
      },
    };
  },
);

/** Tags that are not passed need no permission, so their absence lets nobody in. */
const HARMLESS_WHEN_ABSENT = /^(?:aws:TagKeys|sts:TransitiveTagKeys)$/i;

/** `ForAllValues` in an Allow, which holds when the key is missing. */
export const forAllValuesBypass = documentRule(
  'forallvalues-allow-bypass',
  EVERY_KIND,
  ({ effect, conditions }) =>
    effect === 'Allow' && conditions.some(({ operator }) => operator.set === 'all'),
  (place, statement) => {
    const open = statement.conditions.find(
      ({ operator, key }) =>
        operator.set === 'all' &&
        !HARMLESS_WHEN_ABSENT.test(key) &&
        conditionsOn(statement, key).every(holdsWithoutKey) &&
        !isDeniedWithoutKey(place.policy.statements, statement, key),
    );
    if (!open) return null;
    const { key } = open;
    return {
      message: `A request without ${key} passes ForAllValues: add Null with "false" for the key.`,
      about: key,
      fix: () =>
        fixWith(
          changeAll(place, statement, (source) => demand(source, 'Null', key, 'false')),
          `Requests without ${key} are kept out: check that those who should get in send it.`,
        ),
    };
  },
);
