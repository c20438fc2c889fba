import { lookUp } from '@/lib/core/look-up';
import { type Operator, parseOperator } from '../conditions/operator';
import { subjectOf } from './key-words';
import { sayList, sayValue } from './list-words';
import { sayClaim } from './say-claim';

/** A condition to be put into words; with `negate` the words say that it does not hold. */
export type SaidCondition = {
  operator: string;
  key: string;
  values: string[];
  negate: boolean;
};

type Verb = { is: string; isNot: string };

const VERBS: Record<string, Verb> = {
  Equals: { is: 'is', isNot: 'is not' },
  EqualsIgnoreCase: {
    is: 'is, in any letter case,',
    isNot: 'is not, in any letter case,',
  },
  Like: { is: 'matches', isNot: 'does not match' },
  LessThan: { is: 'is less than', isNot: 'is not less than' },
  LessThanEquals: { is: 'is at most', isNot: 'is more than' },
  GreaterThan: { is: 'is more than', isNot: 'is at most' },
  GreaterThanEquals: { is: 'is at least', isNot: 'is less than' },
  IpAddress: { is: 'is in', isNot: 'is not in' },
};

const DATE_VERBS: Record<string, Verb> = {
  Equals: { is: 'is', isNot: 'is not' },
  LessThan: { is: 'is before', isNot: 'is not before' },
  LessThanEquals: { is: 'is not after', isNot: 'is after' },
  GreaterThan: { is: 'is after', isNot: 'is not after' },
  GreaterThanEquals: { is: 'is not before', isNot: 'is before' },
};

/** One condition in plain words, to stand after "if". */
export function sayCondition(said: SaidCondition): string {
  const operator = parseOperator(said.operator);
  if (!operator) return `${said.key} ${said.operator} ${sayValues(said.values)}`;
  const isNot = operator.isNegated !== said.negate;
  if (!operator.compare) return sayPresence(said);
  const own = operator.set === null ? sayOwnWords(operator, said, isNot) : null;
  return withAbsence(own ?? sayGeneric(operator, said, isNot), operator, said);
}

const sayValues = (values: string[]): string =>
  values.length === 0 ? 'no value at all' : sayList(values.map(sayValue), 'or');

function sayPresence({ key, values, negate }: SaidCondition): string {
  const isAbsent = (values[0] ?? '').toLowerCase() === 'true';
  return `${subjectOf(key)} ${isAbsent === negate ? 'is given' : 'is not given'}`;
}

type OwnWords = (list: string, isNot: boolean, base: string) => string | null;

/** Keys that people speak of in their own way. */
const OWN_WORDS: Record<string, OwnWords> = {
  'aws:multifactorauthpresent': (list, isNot, base) => {
    if (base !== 'Bool') return null;
    const isPresent = (list.toLowerCase() === 'true') !== isNot;
    return isPresent ? 'MFA is present' : 'MFA is not present';
  },
  'aws:multifactorauthage': (list, isNot, base) =>
    base === 'NumericLessThan' && !isNot
      ? `MFA was given less than ${list} seconds ago`
      : null,
  'sts:externalid': (list, isNot) =>
    `the request ${isNot ? 'does not name' : 'names'} external ID ${list}`,
  'aws:sourceip': (list, isNot) =>
    `the request ${isNot ? 'does not come' : 'comes'} from ${list}`,
  'aws:principalorgid': (list, isNot) =>
    `the caller ${isNot ? 'does not belong' : 'belongs'} to organisation ${list}`,
};

const sayOwnWords = (
  { base }: Operator,
  { key, values }: SaidCondition,
  isNot: boolean,
): string | null =>
  lookUp(OWN_WORDS, key.toLowerCase())?.(sayValues(values), isNot, base) ??
  sayToken(base, key, values, isNot);

function sayToken(
  base: string,
  key: string,
  values: string[],
  isNot: boolean,
): string | null {
  const said = sayClaim(base, key, values);
  if (!said) return null;
  return said.claim === 'sub'
    ? `the token ${isNot ? 'is not' : 'is'} for ${said.words}`
    : `the token ${isNot ? 'was not' : 'was'} made for ${said.words}`;
}

function sayGeneric(
  { base, set }: Operator,
  said: SaidCondition,
  isNot: boolean,
): string {
  const isDate = base.startsWith('Date');
  const kind = base.replace(/^(?:String|Arn|Numeric|Date|Binary)?(?:Not)?/, '');
  const name = base.startsWith('Arn') ? 'Like' : kind === 'Bool' ? 'Equals' : kind;
  const verb = (isDate ? DATE_VERBS[name] : VERBS[name]) ?? { is: 'is', isNot: 'is not' };
  const quantity = sayQuantity(set, said.negate);
  return `${quantity}${subjectOf(said.key)} ${isNot ? verb.isNot : verb.is} ${sayValues(said.values)}`;
}

/** "Not all" is "one at least does not", so a negated set test changes its quantity. */
function sayQuantity(set: Operator['set'], negate: boolean): string {
  if (set === null) return '';
  return (set === 'all') === negate ? 'at least one value of ' : 'every value of ';
}

function withAbsence(
  words: string,
  { isIfExists, isNegated }: Operator,
  { key, negate }: SaidCondition,
): string {
  if (!isIfExists || isNegated) return words;
  const isMfa = key.toLowerCase() === 'aws:multifactorauthpresent';
  if (negate) return isMfa ? words : `${words} (and it is given)`;
  return `${words} or ${isMfa ? 'the credentials carry no MFA mark' : `${subjectOf(key)} is not given`}`;
}
