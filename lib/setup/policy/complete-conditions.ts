import { OPERATOR_NAMES, parseOperator } from '@/lib/iam/conditions/operator';
import type { KeyWords, ServiceList, ServiceWords } from '@/lib/ports';
import { TRUTHS } from './complete-elements';
import { type Completion, keyed } from './completion';
import { OWN_NAME } from './own-name';

type At = { typed: string; isFollowed: boolean };

/** Operators; those with a set or with IfExists once their beginning is typed. */
export function operatorOptions({ typed, isFollowed }: At): Completion[] {
  const names = OPERATOR_NAMES.flatMap((name) => [name, `${name}IfExists`]);
  const sets = ['ForAnyValue:', 'ForAllValues:'].flatMap((set) =>
    names.map((name) => `${set}${name}`),
  );
  const all = typed === '' ? OPERATOR_NAMES : [...names, ...sets];
  return all
    .filter((name) => parseOperator(name) !== null)
    .map((name) =>
      keyed({ kind: 'element', label: name, detail: 'operator', says: '' }, name, '{}', {
        isFollowed,
      }),
    );
}

/** Keys of the statement's services, and those that every service knows. */
export function keyOptions(
  { globalKeys }: ServiceList,
  known: ServiceWords[],
  { isFollowed }: Pick<At, 'isFollowed'>,
): Completion[] {
  const all = [...known.flatMap(({ keys }) => keys), ...globalKeys];
  return all
    .filter((key, at) => all.findIndex((one) => nameOf(one) === nameOf(key)) === at)
    .map((key) =>
      keyed(
        { kind: 'key', label: nameOf(key), detail: key.type, says: key.says },
        nameOf(key),
        '""',
        { isFollowed },
      ),
    );
}

/** Values of a test that knows two only. */
export const truthOptions = (operator: string): Completion[] =>
  /^(?:Bool|Null)/i.test(operator) ? TRUTHS : [];

/** `aws:RequestTag/${TagKey}` → `aws:RequestTag/`: the rest is typed. */
function nameOf({ key }: KeyWords): string {
  const at = key.search(OWN_NAME);
  return at < 0 ? key : key.slice(0, at);
}
