import type { PolicyRef } from '../answer';
import { judgeCondition, type ParsedCondition } from '../conditions/condition';
import { and, type Formula } from '../formula/formula';
import { matchAction } from '../match/match-action';
import { matchNotPrincipal } from '../match/match-not-principal';
import { matchPrincipal, type PrincipalMatch } from '../match/match-principal';
import { matchResource } from '../match/match-resource';
import type { ParsedPolicy, ParsedStatement } from '../parse/policy';
import { judgeEverySession } from './judge-every-session';
import type { Request } from './request';
import type { ReferredPolicy } from './target';

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

/** The statements of a policy that cover principal, action and resource of a request. */
export function judgePolicy({ ref, policy }: ReferredPolicy, request: Request): Hit[] {
  return policy.statements.flatMap((statement) => {
    const hit = judgeStatement(statement, ref, request);
    return hit ? [{ ref, policy, statement, ...hit }] : [];
  });
}

function judgeStatement(
  statement: ParsedStatement,
  ref: PolicyRef,
  request: Request,
): Pick<Hit, 'match' | 'formula'> | null {
  if (!statement.isUsable && statement.effect === 'Allow') return null;
  if (!matchAction(statement.action, request.action)) return null;
  const match = judgePrincipal(statement, request);
  if (match === 'none') return null;
  const scope = matchResource(statement.resource, request.target.arn, request.lookup);
  if (scope === false) return null;
  const conditions = statement.conditions.map((condition) =>
    conditionFormula(condition, layerLabel(ref), request),
  );
  return { match, formula: and(scope, ...conditions) };
}

function judgePrincipal(
  { principal, effect }: ParsedStatement,
  { caller, target, boundaryArn }: Request,
): PrincipalMatch {
  if (!principal) return 'everyone';
  const { partition } = target;
  if (!principal.isNegated) return matchPrincipal(principal, caller, partition);
  const hasBoundary = boundaryArn !== null;
  const isCovered = matchNotPrincipal({
    block: principal,
    effect,
    caller,
    partition,
    hasBoundary,
  });
  return isCovered ? 'everyone' : 'none';
}

function conditionFormula(
  condition: ParsedCondition,
  policy: string,
  { lookup, caller }: Request,
): Formula {
  const verdict = judgeCondition(condition, lookup);
  if (typeof verdict === 'boolean') return verdict;
  const always = judgeEverySession(condition, caller);
  if (always !== null) return always;
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
