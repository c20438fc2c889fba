import { ACME } from './accounts';
import {
  addBucket,
  addGithubProvider,
  addPolicy,
  addUser,
  type Draft,
  draftAccount,
} from './builder';
import {
  allow,
  bucketAndObjects,
  deny,
  MFA,
  roleArn,
  rootArn,
  trusts,
  trustsGithub,
  trustsService,
} from './document';
import { addRoles, type RoleTable } from './drawbridge-roles';
import { putText } from './objects';

const CI_BOUNDARY = `arn:aws:iam::${ACME.tooling}:policy/ci-boundary`;
const DEPLOY = roleArn(ACME.prod, 'deploy');

/** Where builds run, and where the console lives. */
const TOOLING_ROLES: RoleTable = {
  'ci-deploy': {
    trust: [
      trustsGithub(ACME.tooling, 'repo:acme/shop:ref:refs/heads/main'),
      trusts(rootArn(ACME.people), MFA),
    ],
    says: 'Rolls releases out from the main branch.',
    policies: {
      'ci-cross': [
        allow(
          ['s3:GetObject', 's3:ListBucket'],
          bucketAndObjects('acme-build-artifacts'),
        ),
        allow('sts:AssumeRole', [DEPLOY, roleArn(ACME.staging, 'stage-deploy')]),
      ],
    },
    boundary: CI_BOUNDARY,
    usedDaysAgo: 0,
  },
  'ci-build': {
    trust: [
      trustsGithub(ACME.tooling, 'repo:acme/*'),
      trustsService('codebuild.amazonaws.com'),
    ],
    says: 'Builds and tests every branch.',
    policies: {
      artifacts: [
        allow(
          ['s3:GetObject', 's3:PutObject', 's3:ListBucket'],
          bucketAndObjects('acme-build-artifacts'),
        ),
      ],
    },
    boundary: CI_BOUNDARY,
    usedDaysAgo: 0,
  },
  'release-bot': {
    trust: [trustsService('lambda.amazonaws.com')],
    says: 'Promotes a release when its checks are green.',
    policies: { 'promote-release': [allow('sts:AssumeRole', DEPLOY)] },
    usedDaysAgo: 1,
  },
  'old-jenkins': {
    trust: [trustsService('ec2.amazonaws.com')],
    says: 'The build server before GitHub.',
    policies: {
      'ci-cross': [
        allow(['ec2:DescribeInstances', 'ec2:DescribeTags']),
        allow('sts:AssumeRole', [DEPLOY, roleArn(ACME.legacy, 'batch-runner')]),
      ],
    },
    boundary: CI_BOUNDARY,
    createdDaysAgo: 1300,
    usedDaysAgo: 212,
  },
  'ci-admin': {
    isVendable: true,
    says: 'Runners, caches and build keys',
    policies: {
      runners: [
        allow(['codebuild:*', 'ecr:*', 'ssm:GetParameter*', 'ssm:PutParameter']),
        allow('s3:*', bucketAndObjects('acme-build-artifacts')),
      ],
    },
    trust: [trusts(rootArn(ACME.people), MFA)],
    usedDaysAgo: 3,
  },
};

export function toolingAccount(nowMs: number): Draft {
  const draft = draftAccount(nowMs, {
    id: ACME.tooling,
    name: 'Tooling',
    alias: 'acme-tooling',
  });
  addGithubProvider(draft);
  addPolicy(draft, 'ci-boundary', [
    allow(['sts:*', 's3:*', 'ecr:*', 'logs:*']),
    deny('iam:*'),
  ]);
  addRoles(draft, TOOLING_ROLES);
  const artifacts = addBucket(draft, 'acme-build-artifacts');
  putText(draft, artifacts, 'shop/1.42.0/manifest.json', '{"version":"1.42.0"}');
  return draft;
}

const NETWORK_ROLES: RoleTable = {
  'network-read': {
    isVendable: true,
    says: 'Look at routes, firewalls and DNS',
    policies: { look: [allow(['ec2:Describe*', 'route53:Get*', 'route53:List*'])] },
    usedDaysAgo: 9,
  },
  'network-admin': {
    isVendable: true,
    says: 'Change routes, firewalls and DNS',
    policies: { change: [allow(['ec2:*', 'route53:*', 'directconnect:*'])] },
    trust: [trusts(rootArn(ACME.people), MFA)],
    usedDaysAgo: 21,
  },
  'transit-sync': {
    trust: [trustsService('lambda.amazonaws.com')],
    says: 'Keeps the transit gateway attachments in step.',
    policies: { sync: [allow(['ec2:*TransitGateway*', 'ec2:Describe*'])] },
    usedDaysAgo: 0,
  },
};

export function networkAccount(nowMs: number): Draft {
  const draft = draftAccount(nowMs, { id: ACME.network, name: 'Network' });
  addRoles(draft, NETWORK_ROLES);
  return draft;
}

/** The mistake here: any workflow of GitHub may publish, because no subject is asked for. */
const SHARED_ROLES: RoleTable = {
  'gha-publish': {
    trust: [trustsGithub(ACME.shared)],
    says: 'Publishes images and packages from GitHub.',
    policies: { publish: [allow(['ecr:*', 'codeartifact:PublishPackageVersion'])] },
    usedDaysAgo: 5,
  },
  'shared-read': {
    isVendable: true,
    says: 'Images, packages and parameters, read only',
    attach: ['ReadOnlyAccess'],
    usedDaysAgo: 14,
  },
  'image-scanner': {
    trust: [trusts(roleArn(ACME.security, 'scanner'))],
    says: 'Lets the security scanner pull images.',
    policies: { pull: [allow(['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'])] },
    usedDaysAgo: 0,
  },
};

export function sharedAccount(nowMs: number): Draft {
  const draft = draftAccount(nowMs, { id: ACME.shared, name: 'Shared' });
  addGithubProvider(draft);
  addRoles(draft, SHARED_ROLES);
  return draft;
}

const SECURITY_ROLES: RoleTable = {
  'security-audit': {
    isVendable: true,
    says: 'Read every security setting of this account',
    attach: ['SecurityAudit'],
    trust: [trusts(rootArn(ACME.people), MFA)],
    usedDaysAgo: 2,
  },
  scanner: {
    trust: [trustsService('ecs-tasks.amazonaws.com')],
    says: 'Scans images and buckets for secrets.',
    policies: {
      reach: [
        allow('sts:AssumeRole', [
          roleArn(ACME.shared, 'image-scanner'),
          roleArn(ACME.data, 'bucket-scanner'),
          roleArn(ACME.prod, 'config-scanner'),
        ]),
      ],
    },
    usedDaysAgo: 0,
  },
};

export function securityAccount(nowMs: number): Draft {
  const draft = draftAccount(nowMs, {
    id: ACME.security,
    name: 'Security',
    isProduction: true,
  });
  addRoles(draft, SECURITY_ROLES);
  addUser(draft, 'siem-export', {
    policies: {
      logs: [
        allow(['s3:GetObject', 's3:ListBucket'], bucketAndObjects('acme-cloudtrail')),
      ],
    },
    createdDaysAgo: 620,
  });
  return draft;
}
