import { isObject, type JsonObject, toList } from '../parse/values';
import { type Dice, pick } from './test-damage';

/** An element and the one that lists what it leaves out. */
const LISTS = ['Action', 'Resource', 'Principal'];

/** Values that no document of the scenes names. */
const OTHERS: Record<string, string> = {
  Action: 'sqs:SendMessage',
  Resource: 'arn:aws:sqs:eu-central-1:111122223333:other',
};
const NEVER_MET = { StringEquals: { 'aws:RequestedRegion': 'nowhere-1' } };
const UNKNOWN_OPERATOR = { StringMatches: { 'aws:RequestedRegion': 'eu-*' } };

/** Shorter by one value, where more than one stands there. */
function shorten(statement: JsonObject, element: string, dice: Dice): void {
  const values = statement[element];
  if (!Array.isArray(values) || values.length < 2) return;
  const at = dice(values.length);
  statement[element] = values.filter((_, index) => index !== at);
}

function lengthen(statement: JsonObject, element: string): void {
  const more = OTHERS[element.replace('Not', '')];
  if (!more || statement[element] === undefined) return;
  statement[element] = [...toList(statement[element]), more];
}

const lessGranted = (statement: JsonObject, dice: Dice): void => {
  const element = pick(dice, LISTS) ?? '';
  shorten(statement, element, dice);
  lengthen(statement, `Not${element}`);
};

const moreDenied = (statement: JsonObject, dice: Dice): void => {
  const element = pick(dice, LISTS) ?? '';
  lengthen(statement, element);
  shorten(statement, `Not${element}`, dice);
};

const asked = (statement: JsonObject, condition: JsonObject): void => {
  const given = statement['Condition'];
  statement['Condition'] = { ...condition, ...(isObject(given) ? given : {}) };
};

/** What may be done to a statement that allows. */
const OF_ALLOW: ((statement: JsonObject, dice: Dice) => void)[] = [
  lessGranted,
  (statement) => asked(statement, NEVER_MET),
  (statement) => asked(statement, UNKNOWN_OPERATOR),
  (statement) => {
    statement['Effect'] = 'Deny';
  },
  (statement) => {
    delete statement['Action'];
  },
];

/** What may be done to a statement that denies. */
const OF_DENY: ((statement: JsonObject, dice: Dice) => void)[] = [
  moreDenied,
  (statement) => asked(statement, UNKNOWN_OPERATOR),
  (statement) => {
    delete statement['Condition'];
  },
  (statement, dice) => {
    const given = statement['Condition'];
    const operator = isObject(given) ? pick(dice, Object.keys(given)) : undefined;
    if (isObject(given) && operator) delete given[operator];
  },
];

/** A document that grants less than a sound one, or denies more; or just as much. */
export function narrow(document: unknown, dice: Dice): unknown {
  const narrowed = structuredClone(document);
  const statements = toList(Object(narrowed).Statement ?? []).filter(isObject);
  for (let times = 1 + dice(2); times > 0; times -= 1) {
    const statement = pick(dice, statements);
    if (!statement) continue;
    const ways = statement['Effect'] === 'Deny' ? OF_DENY : OF_ALLOW;
    pick(dice, ways)?.(statement, dice);
  }
  return narrowed;
}
