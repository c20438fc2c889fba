import { isMember, levelsOf, type OrgFacts, type OrgLevel } from '../facts/org-facts';
import { and, or } from '../formula/formula';
import { rememberPolicy } from '../parse/remember-policy';
import { type Caller, isAccountCaller, isServiceLinkedRole, roleOf } from './caller';
import { absentLayer, judgePolicies, type Layer, withUnread } from './layer';
import type { Request } from './request';
import type { ReferredPolicy } from './target';

/**
 * Services whose requests resource control policies cover.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
const RCP_SERVICES = new Set([
  's3',
  'sts',
  'kms',
  'sqs',
  'secretsmanager',
  'ecr',
  'aoss',
  'cognito-idp',
  'logs',
  'dynamodb',
]);
const RCP_EXEMPT_ACTIONS = new Set(['kms:retiregrant']);

const ALLOW_ALL = { Effect: 'Allow', Action: '*', Resource: '*' };

/** Policies that AWS writes and never changes, known though nobody read them. */
const FULL_ACCESS: Record<string, { name: string; document: unknown } | undefined> = {
  'p-FullAWSAccess': { name: 'FullAWSAccess', document: { Statement: [ALLOW_ALL] } },
  'p-RCPFullAWSAccess': {
    name: 'RCPFullAWSAccess',
    document: { Statement: [{ ...ALLOW_ALL, Principal: '*' }] },
  },
};

type Level = { level: OrgLevel; policies: ReferredPolicy[]; missing: string[] };

/**
 * Service control policies of the caller's account: every level must allow, a deny at any
 * level denies. They follow the caller and never touch the management account, service-linked
 * roles, services, providers and strangers.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
export function scpLayer(request: Request): Layer {
  const { world, caller } = request;
  const { org } = world;
  if (!org || !isUnderScp(org, caller)) return absentLayer('scp');
  const layers = readLevels(org, caller, 'serviceControlPolicies', 'scp').map((level) =>
    judgeLevel('scp', level, request),
  );
  return mergeLevels('scp', layers, and(...layers.map(({ allow }) => allow)));
}

function isUnderScp(
  org: OrgFacts,
  caller: Caller,
): caller is Extract<Caller, { accountId: string }> {
  return (
    isAccountCaller(caller) &&
    isMember(org, caller.accountId) &&
    caller.accountId !== org.managementAccountId &&
    !isServiceLinkedRole(roleOf(caller))
  );
}

/**
 * Resource control policies of the account that owns the resource: they only deny, to
 * everyone, but for what AWS exempts.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
export function rcpLayer(request: Request): Layer {
  const { world, target } = request;
  const { org } = world;
  if (!org || !target.accountId || !isUnderRcp(org, request)) return absentLayer('rcp');
  const levels = readLevels(
    org,
    { accountId: target.accountId },
    'resourceControlPolicies',
    'rcp',
  );
  const layers = levels.map((level) => judgeLevel('rcp', level, request));
  return mergeLevels('rcp', layers, true);
}

function isUnderRcp(org: OrgFacts, { action, caller, target }: Request): boolean {
  const [service = ''] = action.split(':');
  return (
    isMember(org, target.accountId) &&
    target.accountId !== org.managementAccountId &&
    RCP_SERVICES.has(service) &&
    !RCP_EXEMPT_ACTIONS.has(action) &&
    !isServiceLinkedRole(target.role ?? undefined) &&
    !isServiceLinkedRole(roleOf(caller))
  );
}

function readLevels(
  org: OrgFacts,
  { accountId }: { accountId: string },
  attached: 'serviceControlPolicies' | 'resourceControlPolicies',
  kind: 'scp' | 'rcp',
): Level[] {
  return levelsOf(org, accountId).map((level) => {
    const found = level[attached].map((id) => ({
      id,
      policy: org.policies.get(id) ?? FULL_ACCESS[id],
    }));
    const policies = found.flatMap(({ id, policy }) =>
      policy
        ? [
            {
              ref: { name: policy.name, arn: id, kind, owner: level.targetId, accountId },
              policy: rememberPolicy(policy.document, kind),
            },
          ]
        : [],
    );
    const missing = found.filter(({ policy }) => !policy).map(({ id }) => id);
    return { level, policies, missing };
  });
}

function judgeLevel(
  name: 'scp' | 'rcp',
  { policies, missing }: Level,
  request: Request,
): Layer {
  return missing.reduce(
    (layer, arn) => withUnread(layer, { kind: 'policy-document', arn }, true),
    judgePolicies(name, policies, request),
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
