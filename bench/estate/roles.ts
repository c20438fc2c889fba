import type { AttachedPolicy, InlinePolicy, RoleDetail } from '@/lib/iam/world';
import { MADE_AT, REGION, TEAMS } from './account-plan';
import { attachments, boundaryOf } from './attachments';
import {
  awsPolicy,
  BASELINE,
  NO_STS_BOUNDARY,
  OWN_BOUNDARY,
  ownPolicy,
  SHARED_READERS,
} from './managed-policies';
import { oddIdentityPolicy } from './oddities/odd-identity-policy';
import { oddTrustPolicy } from './oddities/odd-trust-policy';
import { twistDocument } from './oddities/twist-document';
import type { RolePlan } from './role-plan';
import { rolePolicies } from './role-policies';
import { isOdd, type Scene } from './scene';
import { trustPolicy } from './trust-policy';
import { uniqueId } from './unique-id';

/** The roles of an account as `get-account-authorization-details` prints them. */
export const roleDetails = (scene: Scene): RoleDetail[] =>
  scene.roles.map((role) => roleDetail(scene, role));

function roleDetail(scene: Scene, role: RolePlan): RoleDetail {
  const { options, random } = scene;
  const gate = isOdd(scene, 0.75)
    ? oddTrustPolicy(scene, role)
    : trustPolicy(scene, role);
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: uniqueId(options.seed, 'AROA', role.arn),
    Arn: role.arn,
    CreateDate: MADE_AT,
    AssumeRolePolicyDocument: twistDocument(scene, gate),
    InstanceProfileList: [],
    RolePolicyList: inlinePolicies(scene, role),
    AttachedManagedPolicies: attachments(scene, attachedTo(scene, role)),
    ...boundaryOf(scene, boundaryName(scene, role)),
    Tags: tagsOf(scene),
    RoleLastUsed: random.chance(0.6) ? lastUse(scene) : {},
  };
}

function inlinePolicies(scene: Scene, role: RolePlan): InlinePolicy[] {
  const named = rolePolicies(scene, role).map(([name, document]) => ({
    PolicyName: name,
    PolicyDocument: twistDocument(scene, document),
  }));
  if (!isOdd(scene, 0.7)) return named;
  const odd = twistDocument(scene, oddIdentityPolicy(scene));
  return [...named, { PolicyName: 'odd', PolicyDocument: odd }];
}

function attachedTo({ account, random }: Scene, role: RolePlan): AttachedPolicy[] {
  switch (role.kind) {
    case 'sso':
      return [awsPolicy(account, permissionSet(role.name))];
    case 'breakglass':
      return [awsPolicy(account, 'AdministratorAccess')];
    case 'audit':
    case 'auditor':
      return [awsPolicy(account, 'ReadOnlyAccess'), awsPolicy(account, 'SecurityAudit')];
    default: {
      const shared = random.pick([BASELINE, BASELINE, SHARED_READERS]);
      if (random.chance(0.15)) return [ownPolicy(account, shared)];
      const isFunction = role.kind === 'service' && random.chance(0.2);
      return isFunction ? [awsPolicy(account, 'AWSLambdaBasicExecutionRole')] : [];
    }
  }
}

function permissionSet(name: string) {
  if (name.includes('_Admin_')) return 'AdministratorAccess';
  return name.includes('_PowerUser_') ? 'PowerUserAccess' : 'ReadOnlyAccess';
}

function boundaryName({ random }: Scene, { kind }: RolePlan): string | null {
  if (kind === 'deploy-exec') return random.chance(0.2) ? OWN_BOUNDARY : null;
  const isBounded = kind === 'service' || kind === 'deploy' || kind === 'mixed';
  const name = random.pick([OWN_BOUNDARY, NO_STS_BOUNDARY]);
  return isBounded && random.chance(0.08) ? name : null;
}

function tagsOf({ account, random }: Scene): { Key: string; Value: string }[] {
  const team = random.chance(0.7) ? account.team : random.pick(TEAMS);
  const stage = random.chance(0.4) ? [{ Key: 'stage', Value: account.kind }] : [];
  return [{ Key: 'team', Value: team }, ...stage];
}

function lastUse({ random }: Scene): { LastUsedDate: string; Region: string } {
  const [month, day] = [1 + random.below(9), 1 + random.below(28)].map((number) =>
    String(number).padStart(2, '0'),
  );
  return { LastUsedDate: `2026-${month}-${day}T10:00:00+00:00`, Region: REGION };
}
