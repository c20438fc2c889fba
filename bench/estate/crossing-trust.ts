import { iamArn, planAccount, rootArn } from './account-plan';
import {
  ASSUME,
  type Conditions,
  type Policy,
  policy,
  type Statement,
  trust,
} from './policy';
import { type RolePlan, rolesOfKind } from './role-plan';
import type { Scene } from './scene';
import { uniqueId } from './unique-id';

export const WITH_MFA: Conditions = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };

/** The hub's whole account: there the identity policies decide. */
export const hubTrust = ({ hub }: Scene, condition?: Conditions): Policy =>
  policy(trust({ AWS: rootArn(hub.account) }, ASSUME, condition));

export const auditTrust = ({ hub, random }: Scene): Policy =>
  policy(trust({ AWS: random.chance(0.5) ? rootArn(hub.account) : hub.account.id }));

export const breakglassTrust = (scene: Scene): Policy =>
  hubTrust(scene, {
    ...WITH_MFA,
    NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' },
  });

/** First hop: some CI roles of the hub, by exact ARN. */
export function deployTrust({ hub, account, random }: Scene): Policy {
  const sources = random.sample(rolesOfKind(hub.roles, 'ci'), 1 + random.below(3));
  const [only, ...more] = sources.map(({ arn }) => arn);
  if (!only) return policy(trust({ AWS: rootArn(account) }));
  const actions = random.chance(0.5) ? [ASSUME, 'sts:TagSession'] : ASSUME;
  return policy(trust({ AWS: more.length > 0 ? [only, ...more] : only }, actions));
}

/** Second hop: a deploying role of the same account. */
export function deployExecTrust({ account, roles, random }: Scene): Policy {
  const sources = rolesOfKind(roles, 'deploy', 'ci');
  const source = sources.length > 0 ? random.pick(sources).arn : rootArn(account);
  return policy(trust({ AWS: source }));
}

/** Third hop. */
export function dataAccessTrust({ account, roles, random }: Scene): Policy {
  const sources = random.sample(rolesOfKind(roles, 'deploy-exec'), 2);
  const arns = sources.map(({ arn }) => arn);
  return policy(trust({ AWS: arns.length > 0 ? arns : rootArn(account) }));
}

export function toolingTrust({ organization, hub, random }: Scene): Policy {
  const pattern = random.pick([
    iamArn(hub.account, 'role/tooling/*'),
    'arn:aws:iam::*:role/tooling/ci-?',
    'arn:aws:iam::*:role/deploy-*',
  ]);
  return policy(
    trust({ AWS: '*' }, ASSUME, {
      StringEquals: { 'aws:PrincipalOrgID': organization },
      ArnLike: { 'aws:PrincipalArn': pattern },
    }),
  );
}

export const anyMemberTrust = ({ organization, random }: Scene): Policy =>
  policy(
    trust(random.chance(0.5) ? '*' : { AWS: '*' }, ASSUME, {
      StringEquals: { 'aws:PrincipalOrgID': organization },
    }),
  );

export const ownAccountTrust = ({ account, random }: Scene): Policy =>
  policy(
    trust({ AWS: rootArn(account) }, ASSUME, random.chance(0.2) ? WITH_MFA : undefined),
  );

/** Some CI roles serve the build service, the others the people of the hub. */
export const ciTrust = (scene: Scene, { number }: RolePlan): Policy =>
  number % 3 === 0
    ? policy(trust({ Service: 'codebuild.amazonaws.com' }))
    : hubTrust(scene);

export function userTrust({ hub, account, random }: Scene): Policy {
  const owner = random.chance(0.5) ? hub.account : account;
  const [user] = random.sample(owner.users, 1);
  return policy(trust({ AWS: user?.arn ?? rootArn(account) }));
}

/** The principal was deleted and AWS left its unique id behind. */
export function danglingTrust({ options, hub, random }: Scene, role: RolePlan): Policy {
  const prefix = random.chance(0.6) ? 'AROA' : 'AIDA';
  const gone = uniqueId(options.seed, prefix, `deleted/${role.arn}`);
  const living = random.sample(rolesOfKind(hub.roles, 'ci'), 1).map(({ arn }) => arn);
  return policy(trust({ AWS: random.chance(0.5) ? gone : [gone, ...living] }));
}

export const taggedTrust = (scene: Scene): Policy =>
  hubTrust(scene, { StringEquals: { 'aws:PrincipalTag/team': scene.account.team } });

/** Several statements, some of which deny. */
export function mixedTrust(scene: Scene): Policy {
  const { options, organization, account, random } = scene;
  const other = planAccount(options, random.below(options.accounts));
  const onlyMembers: Statement = {
    Sid: 'OnlyMembers',
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: ASSUME,
    Condition: {
      StringNotEqualsIfExists: { 'aws:PrincipalOrgID': organization },
      BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
    },
  };
  const noUsers: Statement = {
    Sid: 'NoUsers',
    Effect: 'Deny',
    Principal: '*',
    Action: ASSUME,
    Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/*' } },
  };
  return policy(
    trust({ Service: 'lambda.amazonaws.com' }),
    trust({ AWS: [rootArn(account), rootArn(other)] }),
    onlyMembers,
    ...(random.chance(0.5) ? [noUsers] : []),
  );
}

/** AWS refuses `NotPrincipal` in a trust policy; it comes from files that people wrote. */
export const refusedTrust = ({ hub, random }: Scene): Policy =>
  policy({
    Effect: random.chance(0.5) ? 'Allow' : 'Deny',
    NotPrincipal: { AWS: rootArn(hub.account) },
    Action: ASSUME,
  });
