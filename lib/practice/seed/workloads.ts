import { ACME, LUMEN_AUDIT } from './accounts';
import { addBucket, addGithubProvider, type Draft, draftAccount } from './builder';
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
  userArn,
} from './document';
import { addRoles, type RoleTable } from './drawbridge-roles';
import { putText } from './objects';

/** Unique id of a role that was deleted: nobody can have it again. */
export const DELETED_ROLE_ID = 'AROAQZ3F7K5TJ2M4XWPLN';

const PROD_ROLES: RoleTable = {
  'prod-read': {
    isVendable: true,
    says: 'Read everything, change nothing',
    attach: ['ReadOnlyAccess'],
    trust: [trusts(rootArn(ACME.people), MFA)],
    usedDaysAgo: 0,
  },
  deploy: {
    isVendable: true,
    says: 'Ship releases, restart services',
    policies: {
      ship: [
        allow([
          'ecs:*',
          'ecr:Get*',
          'ecr:BatchGetImage',
          'cloudformation:*',
          'logs:Get*',
        ]),
        allow(
          ['s3:GetObject', 's3:PutObject', 's3:ListBucket'],
          bucketAndObjects('acme-shop-assets'),
        ),
        deny(['iam:*', 'organizations:*']),
      ],
    },
    trust: [
      trusts(rootArn(ACME.tooling)),
      trusts([userArn(ACME.people, 'anna'), userArn(ACME.people, 'lee')], MFA),
      trustsGithub(ACME.prod, 'repo:acme/app:ref:refs/heads/main'),
      trusts(roleArn(ACME.data, 'etl-runner')),
    ],
    usedDaysAgo: 0,
  },
  support: {
    isVendable: true,
    says: 'Customer records, one at a time',
    policies: { lookup: [allow(['dynamodb:GetItem', 'logs:FilterLogEvents'])] },
    usedDaysAgo: 0,
  },
  'billing-read': {
    isVendable: true,
    says: 'Costs and invoices',
    attach: ['AWSBillingReadOnlyAccess'],
    usedDaysAgo: 6,
  },
  'ops-admin': {
    trust: [trusts(rootArn(ACME.security))],
    says: 'Everything, for the security team. Any identity there that may assume roles comes in.',
    attach: ['AdministratorAccess'],
    usedDaysAgo: 63,
  },
  'release-approve': {
    trust: [trusts([DELETED_ROLE_ID, roleArn(ACME.tooling, 'release-bot')])],
    says: 'Marks a release as approved.',
    policies: { approve: [allow(['dynamodb:PutItem', 'sns:Publish'])] },
    usedDaysAgo: 140,
  },
  'config-scanner': {
    trust: [trusts(roleArn(ACME.security, 'scanner'))],
    attach: ['SecurityAudit'],
    usedDaysAgo: 0,
  },
  'metrics-shipper': {
    trust: [trustsService('ecs-tasks.amazonaws.com')],
    says: 'Writes service metrics to Data.',
    policies: { ship: [allow('s3:PutObject', 'arn:aws:s3:::metrics/prod/*')] },
    usedDaysAgo: 0,
  },
  'shop-api': {
    trust: [trustsService('ecs-tasks.amazonaws.com')],
    says: 'The shop itself.',
    policies: {
      data: [allow(['dynamodb:*Item', 'dynamodb:Query', 'sqs:SendMessage'])],
      archive: [allow('sts:AssumeRole', roleArn(ACME.archive, 'order-archive'))],
    },
    usedDaysAgo: 0,
  },
};

export function prodAccount(nowMs: number): Draft {
  const draft = draftAccount(nowMs, {
    id: ACME.prod,
    name: 'Prod',
    isProduction: true,
    alias: 'acme-prod',
  });
  addGithubProvider(draft);
  addRoles(draft, PROD_ROLES);
  const assets = addBucket(draft, 'acme-shop-assets');
  putText(draft, assets, 'index.html', '<!doctype html><title>Acme shop</title>');
  return draft;
}

const DATA_ROLES: RoleTable = {
  'data-writer': {
    isVendable: true,
    says: 'Write to app-logs and metrics',
    policies: {
      write: [
        allow(
          ['s3:PutObject', 's3:GetObject', 's3:ListBucket'],
          bucketAndObjects('app-logs', 'metrics'),
        ),
      ],
    },
    usedDaysAgo: 0,
  },
  'data-read': {
    isVendable: true,
    says: 'Read every bucket but the audit ones',
    policies: {
      read: [allow(['s3:Get*', 's3:List*'], bucketAndObjects('app-logs', 'metrics'))],
    },
    usedDaysAgo: 4,
  },
  'audit-reader': {
    trust: [
      trusts(rootArn(LUMEN_AUDIT), {
        StringEquals: { 'sts:ExternalId': 'lum-7Q4c-data' },
      }),
    ],
    says: 'Lumen Audit reads the audit buckets.',
    policies: {
      read: [
        allow(
          ['s3:GetObject', 's3:ListBucket'],
          bucketAndObjects('audit-2024', 'audit-2025', 'audit-2026'),
        ),
      ],
    },
  },
  'audit-export': {
    trust: [trustsService('lambda.amazonaws.com')],
    says: 'Copies audit events to the archive every night.',
    policies: {
      export: [
        allow(['s3:GetObject', 's3:ListBucket'], bucketAndObjects('audit-2026')),
        allow('sts:AssumeRole', roleArn(ACME.archive, 'audit-archive')),
      ],
    },
    usedDaysAgo: 0,
  },
  'etl-runner': {
    trust: [
      trustsService('glue.amazonaws.com'),
      trustsService('ecs-tasks.amazonaws.com'),
    ],
    says: 'Nightly transformations.',
    policies: {
      etl: [
        allow(
          ['s3:GetObject', 's3:PutObject', 's3:ListBucket'],
          bucketAndObjects('app-logs', 'metrics'),
        ),
        allow('sts:AssumeRole', [
          roleArn(ACME.prod, 'deploy'),
          roleArn(ACME.archive, 'archive-restore'),
        ]),
      ],
    },
    usedDaysAgo: 0,
  },
  'metrics-reader': {
    trust: [trusts(roleArn(ACME.tooling, 'ci-build'))],
    says: 'Lets builds compare their speed. ci-build was never given its half.',
    policies: {
      read: [allow(['s3:GetObject', 's3:ListBucket'], bucketAndObjects('metrics'))],
    },
  },
  'bucket-scanner': {
    trust: [trusts(roleArn(ACME.security, 'scanner'))],
    policies: { scan: [allow(['s3:GetBucket*', 's3:ListAllMyBuckets'])] },
    usedDaysAgo: 0,
  },
};

export function dataAccount(nowMs: number): Draft {
  const draft = draftAccount(nowMs, { id: ACME.data, name: 'Data', isProduction: true });
  addRoles(draft, DATA_ROLES);
  addDataBuckets(draft);
  return draft;
}

function addDataBuckets(draft: Draft): void {
  const logs = addBucket(draft, 'app-logs');
  for (const day of ['2026-11-20', '2026-11-21', '2026-11-22'])
    putText(draft, logs, `logs/${day}.json`, `{"day":"${day}","requests":48213}`);
  const metrics = addBucket(draft, 'metrics', [
    {
      Sid: 'ProdShips',
      Effect: 'Allow',
      Principal: { AWS: roleArn(ACME.prod, 'metrics-shipper') },
      Action: 's3:PutObject',
      Resource: 'arn:aws:s3:::metrics/prod/*',
    },
  ]);
  putText(draft, metrics, 'prod/2026-11-22.csv', 'service,p95\nshop,84\n');
  for (const year of ['2024', '2025', '2026']) {
    const audit = addBucket(draft, `audit-${year}`);
    putText(draft, audit, `events/${year}-01.json`, '[]');
  }
}

const STAGING_ROLES: RoleTable = {
  sandbox: {
    isVendable: true,
    says: 'Anything, cleaned up on Sundays',
    attach: ['PowerUserAccess'],
    maxSessionSeconds: 28_800,
    usedDaysAgo: 0,
  },
  'stage-read': {
    isVendable: true,
    says: 'Read everything in staging',
    attach: ['ReadOnlyAccess'],
    trust: [trusts(rootArn(ACME.people))],
    usedDaysAgo: 1,
  },
  'stage-deploy': {
    isVendable: true,
    says: 'Ship to staging',
    policies: { ship: [allow(['ecs:*', 'ecr:*', 'cloudformation:*'])] },
    trust: [trusts(roleArn(ACME.tooling, 'ci-deploy')), trusts(rootArn(ACME.people))],
    usedDaysAgo: 0,
  },
  'load-test': {
    trust: [
      trusts(rootArn(ACME.tooling), {
        StringEquals: { 'aws:PrincipalTag/team': 'performance' },
      }),
    ],
    says: 'Runs load tests, for principals tagged team=performance.',
    policies: { run: [allow(['ecs:RunTask', 'cloudwatch:PutMetricData'])] },
  },
};

export function stagingAccount(nowMs: number): Draft {
  const draft = draftAccount(nowMs, { id: ACME.staging, name: 'Staging' });
  addRoles(draft, STAGING_ROLES);
  return draft;
}

const LEGACY_ROLES: RoleTable = {
  'migration-admin': {
    trust: [trusts(rootArn(ACME.management))],
    says: 'For the move of 2024. Never used since.',
    attach: ['AdministratorAccess'],
    createdDaysAgo: 930,
  },
  'batch-runner': {
    trust: [
      trusts(roleArn(ACME.tooling, 'old-jenkins')),
      trustsService('ec2.amazonaws.com'),
    ],
    says: 'The old nightly batch.',
    policies: { batch: [allow(['s3:*', 'sqs:*', 'rds:Describe*'])] },
    createdDaysAgo: 1300,
    usedDaysAgo: 95,
  },
  'legacy-read': {
    isVendable: true,
    says: 'Look at what is left',
    attach: ['job-function/ViewOnlyAccess'],
    usedDaysAgo: 50,
  },
};

export function legacyAccount(nowMs: number): Draft {
  const draft = draftAccount(nowMs, {
    id: ACME.legacy,
    name: 'Legacy',
    isProduction: true,
  });
  addRoles(draft, LEGACY_ROLES);
  return draft;
}
