import type { PolicyRef } from '../answer';
import type { ParsedCondition } from '../conditions/condition';
import { and, type Formula } from '../formula/formula';
import type { ReferredPolicy } from '../gather/shelf';
import { matchAction } from '../match/match-action';
import { matchNotPrincipal } from '../match/match-not-principal';
import { matchPrincipal, type PrincipalMatch } from '../match/match-principal';
import { hasEffect, type ParsedPolicy, type ParsedStatement } from '../parse/policy';
import type { Request } from './request';

/** A statement that covers the request but for its conditions. */
export type Hit = {
  ref: PolicyRef;
  policy: ParsedPolicy;
  statement: ParsedStatement;
  /** How a resource policy names the caller; `everyone` where no principal is named. */
  match: PrincipalMatch;
  /** When it applies. False for a near miss, whose conditions fail. */
  formula: Formula;
};

/** Adds the statements of a policy that cover principal, action and resource of a request. */
export function judgePolicy(
  { ref, policy }: ReferredPolicy,
  request: Request,
  hits: Hit[],
): void {
  for (const statement of policy.statements) {
    if (!hasEffect(statement) || !matchAction(statement.action, request.action)) continue;
    const match = judgePrincipal(statement, request);
    if (match === 'none') continue;
    const formula = judgeStatement(statement, layerLabel(ref), request);
    if (formula !== null) hits.push({ ref, policy, statement, match, formula });
  }
}

/**
 * When a statement applies that covers principal and action; null when it is about other
 * resources.
 *
 * @param label which kind of policy it stands in
 */
export function judgeStatement(
  { resource, conditions }: Pick<ParsedStatement, 'resource' | 'conditions'>,
  label: string,
  request: Pick<Request, 'covers' | 'judge'>,
): Formula | null {
  const scope = request.covers(resource);
  if (scope === false) return null;
  if (conditions.length === 0) return scope;
  return and(
    scope,
    ...conditions.map((condition) => conditionFormula(condition, label, request)),
  );
}

/** How a statement names the caller; `everyone` where it names nobody in particular. */
export function judgePrincipal(
  { principal, effect }: ParsedStatement,
  {
    caller,
    target,
    callerPolicies,
  }: Pick<Request, 'caller' | 'target' | 'callerPolicies'>,
): PrincipalMatch {
  if (!principal) return 'everyone';
  if (!principal.isNegated) return matchPrincipal(principal, caller, target);
  const hasBoundary = callerPolicies.boundaryArn !== null;
  const isCovered = matchNotPrincipal({
    block: principal,
    effect,
    caller,
    home: target,
    hasBoundary,
  });
  return isCovered ? 'everyone' : 'none';
}

function conditionFormula(
  condition: ParsedCondition,
  policy: string,
  { judge }: Pick<Request, 'judge'>,
): Formula {
  const verdict = judge(condition);
  if (typeof verdict === 'boolean') return verdict;
  const { operator, key, values } = condition;
  const name = `${operator.set ?? ''}${operator.base}${operator.isIfExists ? '?' : ''}`;
  const wanted = values.map((value) => [value.raw, value.constant !== null]);
  const id = `if ${JSON.stringify([name, key.toLowerCase(), wanted])}`;
  return { op: 'condition', id, keys: verdict.unknownKeys, condition, policy };
}

const LABELS: Partial<Record<PolicyRef['kind'], string>> = {
  inline: 'identity',
  managed: 'identity',
  'group-inline': 'identity',
  'group-managed': 'identity',
  bucket: 'resource',
  key: 'resource',
};

const layerLabel = ({ kind }: PolicyRef): string => LABELS[kind] ?? kind;
