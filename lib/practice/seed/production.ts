import { ACME } from './accounts';
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
import { addKey, delegates, keyArn } from './keys';
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
    policies: {
      ship: [
        allow('s3:PutObject', 'arn:aws:s3:::metrics/prod/*'),
        allow('kms:GenerateDataKey', keyArn(ACME.data, 'alias/data-lake')),
      ],
    },
    usedDaysAgo: 0,
  },
  'shop-api': {
    trust: [trustsService('ecs-tasks.amazonaws.com')],
    says: 'The shop itself.',
    policies: {
      data: [
        allow(['dynamodb:*Item', 'dynamodb:Query', 'sqs:SendMessage']),
        allow(['kms:Encrypt', 'kms:Decrypt'], keyArn(ACME.prod, 'alias/shop-orders')),
      ],
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
  addKey(draft, 'alias/shop-orders', {
    says: 'Encrypts orders. Identity policies decide who uses it.',
    team: 'shop',
    policy: [delegates(ACME.prod)],
  });
  const assets = addBucket(draft, 'acme-shop-assets');
  putText(draft, assets, 'index.html', '<!doctype html><title>Acme shop</title>');
  return draft;
}
