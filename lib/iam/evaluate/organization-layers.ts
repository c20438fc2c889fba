import { and, or } from '../formula/formula';
import { isServiceLinkedArn, isServiceLinkedCaller, isServiceLinkedRole } from './caller';
import { absentLayer, judgeShelf, type Layer } from './layer';
import { RCP_SERVICES } from './rcp-services';
import type { Request } from './request';

const RCP_EXEMPT_ACTIONS = new Set(['kms:retiregrant']);

/**
 * Service control policies of the caller's account: every level must allow, a deny at any
 * level denies. They follow the caller and never touch the management account, service-linked
 * roles, services, providers and strangers.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
export function scpLayer(request: Request): Layer {
  const { scp } = request.callerPolicies;
  if (!scp) return absentLayer('scp');
  const layers = scp.map((level) => judgeShelf('scp', level, request));
  return mergeLevels('scp', layers, and(...layers.map(({ allow }) => allow)));
}

/**
 * Resource control policies of the account that owns the resource: they only deny, to
 * everyone, but for what AWS exempts.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
export function rcpLayer(request: Request): Layer {
  const { rcp } = request;
  if (!rcp || !isUnderRcp(request)) return absentLayer('rcp');
  const layers = rcp.map((level) => judgeShelf('rcp', level, request));
  return mergeLevels('rcp', layers, true);
}

/**
 * Whether the resource control policies of the resource's account bear on a request. They are
 * about resources: an action that is asked of none, such as `kms:ListKeys`, is not theirs.
 */
export function isUnderRcp({ action, caller, target }: Request): boolean {
  const service = action.slice(0, action.indexOf(':'));
  return (
    RCP_SERVICES.has(service) &&
    !RCP_EXEMPT_ACTIONS.has(action) &&
    target.arn.startsWith('arn:') &&
    !target.isAwsManaged &&
    !isServiceLinkedRole(target.role ?? undefined) &&
    !isServiceLinkedArn(target.arn) &&
    !isServiceLinkedCaller(caller)
  );
}

const mergeLevels = (
  name: 'scp' | 'rcp',
  layers: Layer[],
  allow: Layer['allow'],
): Layer => ({
  name,
  isApplicable: true,
  allow,
  deny: or(...layers.map(({ deny }) => deny)),
  hits: layers.flatMap(({ hits }) => hits),
  malformed: layers.flatMap(({ malformed }) => malformed),
  unread: layers.flatMap(({ unread }) => unread),
});
