import { lookUp } from '@/lib/core/look-up';
import type { PolicyKind } from '../parse/policy';
import { toScalars } from '../parse/values';
import { explainAction } from './explain-action';
import { explainDemand } from './explain-demand';
import { explainOperator } from './explain-operator';
import { explainPrincipal } from './explain-principal';
import { explainResource } from './explain-resource';
import { explainVariables } from './explain-variables';
import type { JsonPlace } from './read-json';

export type StatementContext = {
  kind: PolicyKind;
  effect: 'Allow' | 'Deny';
  hasVariables: boolean;
};

/** A value inside a statement: its steps from the statement on, and what stands there. */
export type ElementValue = {
  steps: readonly (string | number)[];
  scalar: JsonPlace['scalar'];
  /** The value itself, containers too. */
  value: unknown;
};

type Explain = (element: ElementValue, context: StatementContext) => string | null;

const ELEMENTS: Record<string, Explain> = {
  Sid: () => 'A label for the statement. It has no meaning to IAM.',
  Effect: ({ scalar }, context) => sayEffect(scalar, context),
  Principal: (element, context) => sayPrincipal(element, context, false),
  NotPrincipal: (element, context) => sayPrincipal(element, context, true),
  Action: (element) => sayAction(element, false),
  NotAction: (element) => sayAction(element, true),
  Resource: (element, context) => sayResource(element, context, false),
  NotResource: (element, context) => sayResource(element, context, true),
  Condition: sayConditionPart,
};

/** One value of a statement in plain words; null where there is nothing to say. */
export function explainElement(
  element: ElementValue,
  context: StatementContext,
): string | null {
  const name = element.steps[0];
  const explain = typeof name === 'string' ? lookUp(ELEMENTS, name) : undefined;
  return explain?.(element, context) ?? null;
}

/** Kinds that grant nothing by themselves. */
const LIMITS = new Set<PolicyKind>(['scp', 'rcp', 'boundary', 'session']);

function sayEffect(scalar: JsonPlace['scalar'], { kind }: StatementContext) {
  if (scalar === 'Deny')
    return 'Forbids what this statement covers, whatever else allows it.';
  if (scalar !== 'Allow') return null;
  return LIMITS.has(kind)
    ? 'Lets through what this statement covers. It grants nothing: another policy has to.'
    : 'Allows what this statement covers, unless something denies it.';
}

const PRINCIPAL_TYPES: Record<string, string> = {
  AWS: 'Accounts, users, roles and sessions:',
  Service: 'AWS services:',
  Federated: 'Identity providers:',
  CanonicalUser: 'S3 canonical user ids:',
};

function sayPrincipal(
  element: ElementValue,
  context: StatementContext,
  isNegated: boolean,
): string | null {
  const { steps, scalar, value } = element;
  const [, type] = steps;
  const named = typeof type === 'string' ? type : null;
  if (typeof scalar === 'string') return sayOneOf(named, scalar, context, isNegated);
  if (steps.length === 1) return isNegated ? 'Everybody but these:' : 'Whom it is about:';
  const isList = steps.length === 2 && Array.isArray(value);
  return (isList && named && lookUp(PRINCIPAL_TYPES, named)) || null;
}

function sayOneOf(
  type: string | null,
  entry: string,
  { kind, effect }: StatementContext,
  isNegated: boolean,
): string {
  // Whom a NotPrincipal lists is not granted anything: it is named in full.
  const words = explainPrincipal(type, entry, {
    kind,
    effect: isNegated ? 'Deny' : effect,
  });
  return isNegated ? `Not: ${words}` : words;
}

function sayAction({ scalar, steps }: ElementValue, isNegated: boolean): string | null {
  const isWhole = steps.length === 1;
  if (typeof scalar === 'string') {
    const words = explainAction(scalar);
    return isWhole && isNegated ? `Everything but: ${words}` : words;
  }
  if (!isWhole) return null;
  return isNegated ? 'Every action but these:' : 'Any of these actions:';
}

function sayResource(
  { scalar, steps }: ElementValue,
  { kind, hasVariables }: StatementContext,
  isNegated: boolean,
): string | null {
  const isWhole = steps.length === 1;
  if (typeof scalar === 'string') {
    const words = explainResource(scalar, kind);
    const variables = explainVariables(scalar, hasVariables, 'this line fits nothing');
    const said = [words, ...variables].join(' ');
    return isWhole && isNegated ? `Everything but: ${said}` : said;
  }
  if (!isWhole) return null;
  return isNegated ? 'Every resource but these:' : 'Any of these resources:';
}

function sayConditionPart(
  { steps, value }: ElementValue,
  context: StatementContext,
): string | null {
  const [, operator, key] = steps;
  if (operator === undefined) return 'Only if every test below holds:';
  if (typeof operator !== 'string') return null;
  if (key === undefined) return explainOperator(operator);
  const values = toScalars(value);
  return steps.length === 3 && typeof key === 'string' && values
    ? explainDemand(operator, key, values, context)
    : null;
}
