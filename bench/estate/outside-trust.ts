import { iamArn, rootArn, TEAMS, VENDOR } from './account-plan';
import {
  clusterIssuer,
  GITHUB_ISSUER,
  oidcArn,
  STS_AUDIENCE,
  samlArn,
} from './identity-providers';
import { ASSUME, type Policy, policy, type Texts, trust } from './policy';
import type { RolePlan } from './role-plan';
import type { Scene } from './scene';
import { hexText } from './unique-id';

const WEB_IDENTITY = 'sts:AssumeRoleWithWebIdentity';
const SERVICES: Texts[] = [
  'ec2.amazonaws.com',
  'ecs-tasks.amazonaws.com',
  'lambda.amazonaws.com',
  'states.amazonaws.com',
  ['scheduler.amazonaws.com', 'events.amazonaws.com'],
];
const GITHUB_SUBJECTS = ['ref:refs/heads/main', 'environment:live', '*'];

export function serviceTrust({ account, random }: Scene): Policy {
  const guard = { StringEquals: { 'aws:SourceAccount': account.id } };
  const service = random.pick(SERVICES);
  return policy(
    trust({ Service: service }, ASSUME, random.chance(0.3) ? guard : undefined),
  );
}

export const serviceLinkedTrust = (): Policy =>
  policy(trust({ Service: 'autoscaling.amazonaws.com' }));

/** A pod of the account's cluster, by its service account. */
export function podTrust({ options, account, random }: Scene, role: RolePlan): Policy {
  const issuer = clusterIssuer(options, account);
  const subject = `system:serviceaccount:${random.pick(TEAMS)}:app-${role.number}`;
  return policy(
    trust({ Federated: oidcArn(account, issuer) }, WEB_IDENTITY, {
      StringEquals: { [`${issuer}:aud`]: STS_AUDIENCE, [`${issuer}:sub`]: subject },
    }),
  );
}

export function githubTrust({ account, random }: Scene, role: RolePlan): Policy {
  const repository = `repo:example-org/${random.pick(TEAMS)}-${role.number}`;
  const subject = `${repository}:${random.pick(GITHUB_SUBJECTS)}`;
  return policy(
    trust({ Federated: oidcArn(account, GITHUB_ISSUER) }, WEB_IDENTITY, {
      StringEquals: { [`${GITHUB_ISSUER}:aud`]: STS_AUDIENCE },
      StringLike: { [`${GITHUB_ISSUER}:sub`]: subject },
    }),
  );
}

export const signInTrust = ({ account }: Scene): Policy =>
  policy(
    trust({ Federated: samlArn(account) }, ['sts:AssumeRoleWithSAML', 'sts:TagSession'], {
      StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' },
    }),
  );

/** Most vendors get an external id; those without are the mistake to find. */
export function vendorTrust({ options, random }: Scene, role: RolePlan): Policy {
  const vendor = random.chance(0.7) ? rootArn(VENDOR) : iamArn(VENDOR, 'role/collector');
  const externalId = hexText(options.seed, `external id/${role.arn}`, 20);
  const guard = { StringEquals: { 'sts:ExternalId': externalId } };
  return policy(trust({ AWS: vendor }, ASSUME, random.chance(0.8) ? guard : undefined));
}
