import { complain, type GrammarCheck } from './grammar-check';
import type { PolicyKind } from './policy';
import { areScalars, areTexts, isObject, type JsonObject, toStrings } from './values';

const PRINCIPAL_KEYS = new Set(['AWS', 'Service', 'Federated', 'CanonicalUser']);
const NEEDS_PRINCIPAL = new Set<PolicyKind>(['trust', 'bucket', 'key', 'rcp']);
/** AWS reads a key policy without Resource as about its own key. */
const RESOURCE_IS_OPTIONAL = new Set<PolicyKind>(['key']);

/** One of the two elements that list texts, and what its texts must look like. */
type TextRule = { name: string; pattern: RegExp; shape: string };

/** A service and an action, or all of them; which services there are is not looked at. */
const ACTIONS: TextRule = {
  name: 'action',
  pattern: /^(?:\*|[\w*?-]+:[\w*?-]+)$/,
  shape: 'service:action',
};
/** A short ARN is whole only when its end is open: `arn:aws:s3:*`. */
const RESOURCES: TextRule = {
  name: 'resource',
  pattern: /^(?:\*$|arn:(?:[^:]*:){4}|arn:.*\*$)/s,
  shape: 'an ARN or as "*"',
};
/** A service or an issuer, and what it tells; a tag's name, which may end it, can have spaces. */
const CONDITION_KEY = /^[^:\s]+:\S/;

export const areActions = (given: unknown): boolean => areSound(given, ACTIONS);
export const areResources = (given: unknown): boolean => areSound(given, RESOURCES);

/** One text that looks as it must, or a list of them. */
function areSound(given: unknown, { pattern }: TextRule): boolean {
  if (typeof given === 'string') return pattern.test(given);
  if (!areTexts(given)) return false;
  for (let at = 0; at < given.length; at += 1) {
    if (!pattern.test(given[at] ?? '')) return false;
  }
  return given.length > 0;
}

export function checkActions(
  { Action, NotAction }: JsonObject,
  check: GrammarCheck,
): void {
  const element = oneOf('Action', Action, NotAction, check);
  const given = Action === undefined ? NotAction : Action;
  if (given !== undefined) checkTexts(given, element, ACTIONS, check);
  else complain(check, 'missing-action', 'Add an Action or a NotAction.', element);
}

export function checkResources(
  { Resource, NotResource }: JsonObject,
  check: GrammarCheck,
): void {
  const { kind } = check;
  const element = oneOf('Resource', Resource, NotResource, check);
  const given = Resource === undefined ? NotResource : Resource;
  if (given === undefined) {
    if (kind === 'trust' || RESOURCE_IS_OPTIONAL.has(kind)) return;
    complain(check, 'missing-resource', 'Add a Resource or a NotResource.', element);
  } else if (kind === 'trust') {
    const message = 'Remove Resource: a trust policy is about its own role.';
    complain(check, 'prohibited-resource', message, element);
  } else checkTexts(given, element, RESOURCES, check);
}

function checkTexts(
  given: unknown,
  element: string,
  rule: TextRule,
  check: GrammarCheck,
): void {
  if (typeof given === 'string') {
    checkText(given, element, rule, check);
  } else if (!areTexts(given)) {
    complain(check, `invalid-${rule.name}`, `Write ${rule.name}s as text.`, element);
  } else if (given.length === 0) {
    complain(check, `missing-${rule.name}`, `Name at least one ${rule.name}.`, element);
  } else {
    for (const text of given) checkText(text, element, rule, check);
  }
}

function checkText(
  text: string,
  element: string,
  { name, pattern, shape }: TextRule,
  check: GrammarCheck,
): void {
  if (pattern.test(text)) return;
  complain(check, `invalid-${name}`, `Write "${text}" as ${shape}.`, element);
}

export function checkPrincipals(
  { Principal, NotPrincipal }: JsonObject,
  check: GrammarCheck,
): void {
  const element = oneOf('Principal', Principal, NotPrincipal, check);
  const given = Principal === undefined ? NotPrincipal : Principal;
  if (!NEEDS_PRINCIPAL.has(check.kind)) {
    if (given === undefined) return;
    const message = 'Remove Principal: only resource policies name one.';
    complain(check, 'prohibited-principal', message, element);
    return;
  }
  if (given === undefined) {
    complain(check, 'missing-principal', 'Add a Principal.', element);
  } else checkPrincipalShape(given, element, check);
  if (check.kind === 'rcp' && isNarrowed({ Principal, NotPrincipal })) {
    const message = 'Set Principal to "*" and narrow the statement by a Condition.';
    complain(check, 'principal-not-everyone', message, element);
  }
  if (check.kind === 'trust' && NotPrincipal !== undefined) {
    const message = 'Name the principals: NotPrincipal is not allowed in a trust policy.';
    complain(check, 'prohibited-not-principal', message, 'NotPrincipal');
  }
}

/** Whether a statement leaves anybody out by its principals. */
const isNarrowed = ({ Principal, NotPrincipal }: JsonObject): boolean =>
  NotPrincipal !== undefined || (Principal !== undefined && !isEveryone(Principal));

/** A lone `*` in one of its spellings, and nothing beside it. */
export function isEveryone(principal: unknown): boolean {
  if (principal === '*') return true;
  if (!isObject(principal) || Object.keys(principal).length !== 1) return false;
  const names = toStrings(principal['AWS']) ?? [];
  return names.length > 0 && names.every((name) => name === '*');
}

function checkPrincipalShape(given: unknown, element: string, check: GrammarCheck): void {
  const shape = shapeOfPrincipals(given);
  if (shape === 'wrong') {
    const message = `Write ${element} as "*" or an object with AWS, Service or Federated.`;
    complain(check, 'invalid-principal', message, element);
  } else if (shape === 'empty') {
    complain(check, 'missing-principal', 'Name at least one principal.', element);
  }
}

export function shapeOfPrincipals(block: unknown): 'sound' | 'empty' | 'wrong' {
  if (block === '*') return 'sound';
  if (!isObject(block)) return 'wrong';
  let kinds = 0;
  let named = 0;
  for (const key in block) {
    const given = block[key];
    if (!PRINCIPAL_KEYS.has(key) || !areNames(given)) return 'wrong';
    kinds += 1;
    if (given.length > 0) named += 1;
  }
  return kinds > 0 && named === kinds ? 'sound' : 'empty';
}

const areNames = (given: unknown): given is string | string[] =>
  typeof given === 'string' ? given !== '' : areTexts(given) && !given.includes('');

/** Which of an element and its opposite is there (null is, and is wrong). */
function oneOf(
  name: string,
  plain: unknown,
  negated: unknown,
  check: GrammarCheck,
): string {
  if (negated === undefined) return name;
  if (plain === undefined) return `Not${name}`;
  const message = `Keep ${name} or Not${name}, not both.`;
  complain(check, 'exclusive-elements', message, `Not${name}`);
  return name;
}

export function checkConditions(condition: unknown, check: GrammarCheck): void {
  if (!areBlocks(condition)) {
    const message = 'Write Condition as operator, key and values.';
    complain(check, 'invalid-condition', message, 'Condition');
    return;
  }
  for (const key of oddKeysOf(condition)) {
    const message = `Write the condition key "${key}" as service:key.`;
    complain(check, 'invalid-condition-key', message, 'Condition');
  }
}

export const areConditions = (condition: unknown): boolean =>
  areBlocks(condition) && oddKeysOf(condition).length === 0;

/** The keys that are not written as condition keys are. */
function oddKeysOf(condition: Record<string, JsonObject>): string[] {
  const odd: string[] = [];
  for (const operator in condition) {
    for (const key in condition[operator]) {
      if (!CONDITION_KEY.test(key)) odd.push(key);
    }
  }
  return odd;
}

function areBlocks(condition: unknown): condition is Record<string, JsonObject> {
  if (!isObject(condition)) return false;
  for (const operator in condition) {
    const block = condition[operator];
    if (!isObject(block) || !areValues(block)) return false;
  }
  return true;
}

function areValues(block: JsonObject): boolean {
  for (const key in block) {
    if (!areScalars(block[key])) return false;
  }
  return true;
}
