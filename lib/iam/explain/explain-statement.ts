import type { StatementProof } from '../answer';
import type { Hit } from '../evaluate/judge-statement';
import type { Request } from '../evaluate/request';
import { isEveryone } from '../parse/grammar-elements';
import { isObject } from '../parse/values';
import { describeCaller } from './describe-caller';
import { describeStatement } from './describe-statement';
import { explainCondition } from './explain-condition';
import { proveStatement } from './explain-layers';
import type { Missing, StatementNode } from './explanation-node';
import type { Cause } from './find-cause';
import { atomIdsOf } from './find-cause';
import { saySome } from './list-words';
import { sayNearMiss } from './say-near-miss';
import { sayPrincipals } from './say-principals';
import { sayOwnSpoilt, saySpoilt } from './say-spoilt';

/** A statement that covers the action, and what it lacks to apply if it does not. */
export type Candidate = { hit: Hit; missing: Missing | null };

type About = { id: string; request: Request; cause: Cause };

/** One statement that bears on the request, with its conditions. */
export function explainStatement(
  { hit, missing }: Candidate,
  { id, request, cause }: About,
): StatementNode {
  const {
    conditions,
    document: _document,
    verdict,
    ...proof
  } = proveStatement(hit, request);
  const isDeciding = missing === null && decides(hit, cause);
  return {
    id,
    kind: 'statement',
    verdict: missing ? 'does-not-apply' : verdict,
    sentence: `${nameOf(proof)} ${say({ hit, missing }, request)}.`,
    isDeciding,
    detail: { ...proof, match: hit.match, missing },
    children: conditions.map((condition, at) => {
      const isOpen = cause.kind === 'open' && condition.verdict !== 'unknown';
      return explainCondition(
        condition,
        `${id}/condition-${at + 1}`,
        isDeciding && !isOpen,
      );
    }),
  };
}

function decides({ statement, formula, match }: Hit, cause: Cause): boolean {
  switch (cause.kind) {
    case 'denies':
      return statement.effect === 'Deny' && formula === true;
    case 'grants':
      // An account entry only delegates, so a direct grant beside it is what counts.
      return (
        statement.effect === 'Allow' &&
        formula === true &&
        !(match === 'account' && cause.layers.length === 1)
      );
    case 'open':
      return atomIdsOf(formula).some((atom) => cause.atoms.has(atom));
    default:
      return false;
  }
}

const nameOf = ({
  statementIndex,
  sid,
}: Pick<StatementProof, 'statementIndex' | 'sid'>) =>
  `Statement ${statementIndex + 1}${sid ? ` (${sid})` : ''}`;

function say({ hit, missing }: Candidate, request: Request): string {
  switch (missing) {
    case 'principal':
      return sayOtherPrincipal(hit, request);
    case 'resource':
      return sayOtherResource(hit, request);
    case 'operator':
      return `grants nothing: ${saySpoilt(hit.policy, hit.statement)}`;
    case 'condition': {
      const verb = hit.statement.effect === 'Allow' ? 'allows' : 'denies';
      const why = sayNearMiss(proveStatement(hit, request));
      return `does not apply: it ${verb} this ${why}`;
    }
    default:
      return `${hit.formula === true ? 'applies' : 'applies if its open conditions hold'}${sayContents(hit)}`;
  }
}

function sayContents({ statement, policy, ref }: Hit): string {
  const isNamingSome = ref.kind === 'rcp' && !isEveryone(nameIn(statement.source));
  if (isNamingSome) {
    return ': it denies everybody, because a resource control policy can name nobody else';
  }
  if (!statement.isUsable) {
    const own = sayOwnSpoilt(policy, statement);
    return own ? `: it denies this whatever ${own}, would say` : '';
  }
  const words = describeStatement(statement.source);
  const isReadable = /^(?:Allows|Denies) /.test(words);
  return isReadable ? `: it ${words.charAt(0).toLowerCase()}${words.slice(1, -1)}` : '';
}

function sayOtherPrincipal({ statement }: Hit, request: Request): string {
  const { principal, effect } = statement;
  const caller = describeCaller(request);
  if (!principal || principal.isNegated)
    return `leaves out ${caller} by its NotPrincipal`;
  return `does not name ${caller}; it names ${sayPrincipals(principal, effect)}`;
}

const nameIn = (source: unknown): unknown =>
  isObject(source) ? source['Principal'] : undefined;

const RESOURCES_NAMED_MAX = 3;

function sayOtherResource({ statement: { resource } }: Hit, { target }: Request): string {
  if (!resource || resource.isNegated)
    return `leaves out ${target.arn} by its NotResource`;
  const names = resource.patterns.map(({ raw }) => raw);
  const said = names.length > 0 ? saySome(names, RESOURCES_NAMED_MAX, 'and') : 'nothing';
  return `is about ${said}, not about ${target.arn}`;
}
