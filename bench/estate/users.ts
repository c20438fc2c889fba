import type { GroupDetail, InlinePolicy, UserDetail } from '@/lib/iam/world';
import { MADE_AT, TEAMS, type UserPlan } from './account-plan';
import { attachments, boundaryOf } from './attachments';
import { awsPolicy, NO_STS_BOUNDARY, OWN_BOUNDARY } from './managed-policies';
import { oddIdentityPolicy } from './oddities/odd-identity-policy';
import { twistDocument } from './oddities/twist-document';
import { ASSUME, allow, policy } from './policy';
import { isOdd, listedRoles, type Scene } from './scene';
import { uniqueId } from './unique-id';

/** The users of an account, each in one or two of its groups. */
export const userDetails = (scene: Scene, groups: GroupDetail[]): UserDetail[] =>
  scene.account.users.map((user) => userDetail(scene, user, groups));

function userDetail(scene: Scene, user: UserPlan, groups: GroupDetail[]): UserDetail {
  const { options, account, random } = scene;
  const direct = directPolicies(scene);
  const isAdministrator = random.chance(0.05);
  const boundary = random.pick([OWN_BOUNDARY, NO_STS_BOUNDARY]);
  return {
    Path: user.path,
    UserName: user.name,
    UserId: uniqueId(options.seed, 'AIDA', user.arn),
    Arn: user.arn,
    CreateDate: MADE_AT,
    ...(direct.length > 0 ? { UserPolicyList: direct } : {}),
    GroupList: groupsOf(scene, groups),
    AttachedManagedPolicies: attachments(
      scene,
      isAdministrator ? [awsPolicy(account, 'AdministratorAccess')] : [],
    ),
    ...boundaryOf(scene, random.chance(0.1) ? boundary : null),
    Tags: [{ Key: 'team', Value: random.pick(TEAMS) }],
  };
}

function groupsOf(scene: Scene, groups: GroupDetail[]): string[] {
  const { random } = scene;
  const names = random
    .sample(groups, 1 + random.below(2))
    .map((group) => group.GroupName);
  return isOdd(scene, 0.15) ? [...names, 'gone-group'] : names;
}

function directPolicies(scene: Scene): InlinePolicy[] {
  if (isOdd(scene, 0.7)) {
    const document = twistDocument(scene, oddIdentityPolicy(scene));
    return [{ PolicyName: 'odd', PolicyDocument: document }];
  }
  if (!scene.random.chance(0.15)) return [];
  const kinds = ['audit', 'user-trust', 'account-root', 'org-any'] as const;
  const targets = listedRoles(scene, 3, ...kinds);
  return [{ PolicyName: 'direct', PolicyDocument: policy(allow(ASSUME, targets)) }];
}
