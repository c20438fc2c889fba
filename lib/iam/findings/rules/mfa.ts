import type { ParsedCondition } from '../../conditions/condition';
import { conditionsOn, holdsWithoutKey, isDeniedWithoutKey } from '../conditions';
import { demand, dropKey, moveKey } from '../edit/condition-block';
import { fixWith } from '../edit/outcome';
import { changeAll, sourceOf } from '../edit/principal-block';
import { withStatement } from '../edit/statements';
import { documentRule, EVERY_KIND } from '../rule';

const KEY = 'aws:MultiFactorAuthPresent';

const asks = ({ values }: ParsedCondition, wanted: string): boolean =>
  values.some(({ raw }) => raw.toLowerCase() === wanted);

/** A denial without MFA that long-term keys, which carry no MFA mark, escape. */
export const mfaBoolDeny = documentRule(
  'mfa-bool-deny-ineffective',
  EVERY_KIND,
  (statement) => statement.effect === 'Deny' && conditionsOn(statement, KEY).length > 0,
  (place, statement) => {
    const { statements } = place.policy;
    const found = conditionsOn(statement, KEY).find(
      (condition) =>
        condition.operator.base === 'Bool' &&
        !holdsWithoutKey(condition) &&
        asks(condition, 'false'),
    );
    if (!found || isDeniedWithoutKey(statements, statement, KEY)) return null;
    return {
      message:
        'Long-term keys carry no MFA mark and escape this denial: use BoolIfExists.',
      about: KEY,
      fix: () => {
        const change = { from: found.operator.name, to: 'BoolIfExists', key: KEY };
        const next = moveKey(sourceOf(statement), change);
        return fixWith(
          next && withStatement(place, { index: statement.index, next }),
          'Requests without an MFA mark are denied as well: check that services and sign-ins that never carry one are spared.',
          'the statement asks about the key twice, so write it anew',
        );
      },
    };
  },
);

/** A grant that asks for MFA only where the request has an MFA mark. */
export const mfaIfExists = documentRule(
  'mfa-ifexists-bypass',
  EVERY_KIND,
  (statement) => statement.effect === 'Allow' && conditionsOn(statement, KEY).length > 0,
  (place, statement) => {
    const asked = conditionsOn(statement, KEY);
    const found = asked.find(
      (condition) =>
        condition.operator.set === null &&
        asks(condition, condition.operator.isNegated ? 'false' : 'true') &&
        condition.operator.compare !== null,
    );
    const isHole =
      asked.every(holdsWithoutKey) &&
      !isDeniedWithoutKey(place.policy.statements, statement, KEY);
    if (!found || !isHole) return null;
    return {
      message: 'Long-term keys carry no MFA mark and pass without MFA: use Bool.',
      about: KEY,
      fix: () =>
        fixWith(
          changeAll(place, statement, (source) =>
            demand(dropKey(source, found.operator.name, KEY), 'Bool', KEY, 'true'),
          ),
          'MFA is demanded of everybody: check that workloads and sign-ins that never carry the mark do not need this statement.',
        ),
    };
  },
);
