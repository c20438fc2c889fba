import { checkRequest } from '../evaluate/check-request';
import { combine, delegated } from '../evaluate/combine';
import { letIn, type Verdict } from '../evaluate/decide-question';
import { judgePrincipal, judgeStatement } from '../evaluate/judge-statement';
import type { Layer } from '../evaluate/layer';
import { isUnderRcp } from '../evaluate/organization-layers';
import { allowReason } from '../evaluate/reason';
import type { Request } from '../evaluate/request';
import { addGrant, type Grants } from '../evaluate/resource-layer';
import { sideOf } from '../evaluate/side';
import { and, type Formula, or } from '../formula/formula';
import { settle } from '../formula/settle';
import type { ParsedStatement } from '../parse/policy';
import {
  type CompiledPolicies,
  type CompiledShelf,
  judgeCompiled,
} from './compiled-policies';

/** What of a role decides who may take it. */
export type CompiledRole = {
  /** Statements of the trust policy about sts:AssumeRole. */
  trust: ParsedStatement[];
  rcp: CompiledShelf[];
};

type Says = Pick<Layer, 'allow' | 'deny'>;
const OPEN: Says = { allow: true, deny: false };

/**
 * The evaluator's verdict on whether a collected user or role may take a role, without the
 * proof; null when it may not.
 */
export function judgePair(
  request: Request,
  policies: CompiledPolicies,
  role: CompiledRole,
): Verdict | null {
  const { grants, deny } = judgeTrust(role.trust, request);
  const isNamed = Object.values(grants).some((grant) => grant !== false);
  if (!isNamed || deny === true || checkRequest(request) !== null) return null;
  const side = sideOf(request);
  const layers = {
    scp: everyLevel(policies.scp, 'scp', request),
    rcp: { allow: true, deny: rcpDeny(role.rcp, request) },
    resource: { allow: true, deny },
    identity: judgeCompiled(policies.identity, 'identity', request),
    boundary: policies.boundary
      ? judgeCompiled(policies.boundary, 'boundary', request)
      : OPEN,
    session: OPEN,
  };
  const reach = side.isSameAccount ? grants : delegated(grants);
  const combination = combine(layers, reach, side.needsResourceGrant);
  const outcome = settle(combination.isAllowed);
  return outcome === false
    ? null
    : letIn(outcome, () => allowReason(request, { ...side, ...combination }, settle));
}

function judgeTrust(
  trust: ParsedStatement[],
  request: Request,
): { grants: Grants; deny: Formula } {
  const grants: Grants = { free: false, user: false, role: false, account: false };
  let deny: Formula = false;
  for (const statement of trust) {
    const match = judgePrincipal(statement, request);
    if (match === 'none') continue;
    const formula = judgeStatement(statement, 'trust', request) ?? false;
    if (statement.effect === 'Allow') addGrant(grants, match, formula);
    else deny = or(deny, formula);
  }
  return { grants, deny };
}

function everyLevel(levels: CompiledShelf[], label: string, request: Request): Says {
  let says = OPEN;
  for (const level of levels) {
    const { allow, deny } = judgeCompiled(level, label, request);
    says = { allow: and(says.allow, allow), deny: or(says.deny, deny) };
  }
  return says;
}

function rcpDeny(levels: CompiledShelf[], request: Request): Formula {
  return levels.length > 0 && isUnderRcp(request)
    ? everyLevel(levels, 'rcp', request).deny
    : false;
}
