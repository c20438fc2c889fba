import { nameOfArn } from '@/lib/core/arn';
import type { Requirement } from '../answer';
import type { Layer } from '../evaluate/layer';
import type { Request } from '../evaluate/request';
import { or } from '../formula/formula';
import type { ReferredPolicy } from '../gather/shelf';
import { matchAction } from '../match/match-action';
import type { ParsedStatement } from '../parse/policy';
import { isObject, toStrings } from '../parse/values';
import { verdictOf } from './explain-layers';
import { explainStatement } from './explain-statement';
import type { PolicyNode, StatementNode } from './explanation-node';
import { findCandidates } from './find-candidates';
import type { Cause } from './find-cause';
import { namePolicy } from './layer-names';
import { sayList, saySome, startUpper } from './list-words';

type About = { layer: Layer; request: Request; cause: Cause; isSilent: boolean };

/** One policy that was read: its verdict by itself and the statements behind it. */
export function explainPolicy(
  { ref, policy }: ReferredPolicy,
  { layer, request, cause, isSilent }: About,
  id: string,
): PolicyNode {
  const { problems, statements } = policy;
  const isMalformed = problems.length > 0;
  const candidates = findCandidates({ ref, policy }, layer, request, isSilent);
  const children = candidates.map((candidate) =>
    explainStatement(candidate, {
      id: `${id}/statement-${candidate.hit.statement.index + 1}`,
      request,
      cause,
    }),
  );
  const hits = candidates.filter(({ missing }) => missing === null).map(({ hit }) => hit);
  const ofEffect = (effect: 'Allow' | 'Deny') =>
    or(...hits.flatMap((hit) => (hit.statement.effect === effect ? [hit.formula] : [])));
  const judged = { hits, allow: ofEffect('Allow'), deny: ofEffect('Deny'), unread: [] };
  const verdict = isMalformed
    ? 'malformed'
    : verdictOf({ isApplicable: true, ...judged });
  const statementsTotal = isMalformed ? null : statements.length;
  const said = isMalformed
    ? sayProblems(policy.problems)
    : sayVerdict(children, { statements, action: request.action });
  return {
    id,
    kind: 'policy',
    verdict,
    sentence: startUpper(`${namePolicy(ref)} ${said}.`),
    isDeciding:
      (cause.kind === 'malformed' && isMalformed) ||
      children.some(({ isDeciding }) => isDeciding),
    detail: { policy: ref, requirement: null, problems, statementsTotal },
    children,
  };
}

function sayProblems(problems: PolicyNode['detail']['problems']): string {
  const [first] = problems;
  const at = first?.statementIndex ?? null;
  const where = at === null ? '' : ` (statement ${at + 1})`;
  const message = (first?.message ?? '').replace(/\.$/, '');
  const rest = problems.length > 1 ? `, and ${problems.length - 1} more` : '';
  return `is malformed and grants nothing: ${message}${where}${rest}`;
}

type Contents = { statements: ParsedStatement[]; action: string };

function sayVerdict(nodes: StatementNode[], contents: Contents): string {
  const live = nodes.filter(({ verdict }) => verdict !== 'does-not-apply');
  if (live.length === 0) return saySilence(nodes, contents);
  const parts = (['Deny', 'Allow'] as const).flatMap((effect) => {
    const of = live.filter(({ detail }) => detail.effect === effect);
    return of.length === 0 ? [] : [sayEffect(of, effect)];
  });
  return sayList(parts, 'and');
}

const VERBS = { Allow: 'allows', Deny: 'denies' };
const OPEN_VERBS = { Allow: 'may allow', Deny: 'may deny' };

function sayEffect(statements: StatementNode[], effect: 'Allow' | 'Deny'): string {
  const numbers = statements.map(({ detail }) => String(detail.statementIndex + 1));
  const isOpen = statements.every(({ verdict }) => verdict === 'applies-if');
  const verb = isOpen ? OPEN_VERBS[effect] : VERBS[effect];
  return `${verb} it by statement ${sayList(numbers, 'and')}`;
}

function saySilence(nodes: StatementNode[], { statements, action }: Contents): string {
  const total = statements.length;
  if (total === 0) return 'has no statements';
  const isElsewhere = statements.every((one) => !matchAction(one.action, action));
  const about = isElsewhere ? actionsOf(statements) : [];
  if (about.length > 0) {
    return `says nothing about it: it is about ${saySome(about, ACTIONS_NAMED_MAX, 'and')}`;
  }
  const none =
    total === 1
      ? 'its statement does not apply'
      : `none of its ${total} statements applies`;
  const near = nodes.map(({ detail }) => String(detail.statementIndex + 1));
  const nearly =
    near.length > 0 && total > 1 ? `; nearest is ${sayList(near, 'or')}` : '';
  return `says nothing: ${none}${nearly}`;
}

const ACTIONS_NAMED_MAX = 3;

/** The actions of statements that list theirs, as the policy writes them. */
function actionsOf(statements: ParsedStatement[]): string[] {
  const sources = statements.map(({ source }) =>
    isObject(source) ? source['Action'] : null,
  );
  const lists = sources.map((source) => toStrings(source ?? null));
  return [...new Set(lists.flatMap((list) => list ?? []))];
}

/** What was not collected, where a policy would stand. */
export function explainUnread(
  requirement: Requirement,
  { layer, cause }: Pick<About, 'layer' | 'cause'>,
  id: string,
): PolicyNode {
  const isAccount = requirement.kind === 'external-identity-allow';
  const sentence = isAccount
    ? `Account ${requirement.account} was not read, so whether its policies allow ${requirement.action} is not known.`
    : `Policy ${nameOfArn(requirement.arn)} (${requirement.arn}) was not read, so what it says is not known.`;
  return {
    id,
    kind: 'policy',
    verdict: 'not-read',
    sentence,
    isDeciding: cause.kind === 'open' && cause.layers.includes(layer.name),
    detail: { policy: null, requirement, problems: [], statementsTotal: null },
    children: [],
  };
}
