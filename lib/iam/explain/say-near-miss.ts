import type { ConditionProof, StatementProof } from '../answer';
import { sayUnreadable } from './explain-condition';
import { subjectOf } from './key-words';
import { sayList, sayValue } from './list-words';
import { sayCondition } from './say-condition';

/** Why a statement that covers the request does not apply: the first condition that fails. */
export function sayNearMiss({ conditions }: StatementProof): string {
  const failing = conditions.find(({ verdict }) => verdict === 'fails');
  if (!failing) return 'not to this resource';
  return `only if ${sayWanted(failing)}, and ${sayGot(failing)}${sayUnreadable(failing)}`;
}

const sayWanted = ({ operator, key, wanted }: ConditionProof): string =>
  sayCondition({ operator, key, values: wanted, negate: false });

function sayGot({ key, got }: ConditionProof): string {
  if (key.toLowerCase() === 'aws:multifactorauthpresent') return sayMfa(got);
  const subject = subjectOf(key);
  return got
    ? `${subject} is ${sayList(got.map(sayValue), 'and')}`
    : `${subject} is not given`;
}

const sayMfa = (got: string[] | null): string =>
  got
    ? `the session was made with${got.includes('true') ? '' : 'out'} MFA`
    : 'the credentials carry no MFA mark';
