import { ACME, LUMEN_AUDIT } from './accounts';
import { addBucket, addGroup, addUser, type Draft, draftAccount } from './builder';
import {
  allow,
  bucketAndObjects,
  MFA,
  roleArn,
  rootArn,
  trusts,
  trustsService,
} from './document';
import { addRoles, type RoleTable } from './drawbridge-roles';
import { putText } from './objects';

/** People by group; those in `WITH_MFA` have a device. */
const STAFF: Record<string, string[]> = {
  developers: [
    'anna',
    'lee',
    'mei',
    'jonas',
    'priya',
    'tomas',
    'sara',
    'ines',
    'noah',
    'yuki',
    'diego',
    'fatima',
  ],
  platform: ['omar', 'maya', 'henrik', 'grace'],
  auditors: ['ruth', 'pavel', 'amina'],
  support: ['carlos', 'nina', 'otto'],
  finance: ['ella', 'marcus'],
};
const WITH_MFA = new Set([
  'anna',
  'lee',
  'mei',
  'omar',
  'maya',
  'henrik',
  'ruth',
  'ella',
]);

const PEOPLE_ROLES: RoleTable = {
  'directory-sync': {
    trust: [trustsService('lambda.amazonaws.com')],
    says: 'Keeps users in step with the directory.',
    policies: { sync: [allow(['iam:*User*', 'iam:*Group*'])] },
    usedDaysAgo: 0,
  },
  'people-admin': {
    isVendable: true,
    says: 'Users, groups and their keys',
    policies: { manage: [allow(['iam:*User*', 'iam:*Group*', 'iam:*AccessKey*'])] },
    usedDaysAgo: 12,
  },
};

export function peopleAccount(nowMs: number): Draft {
  const draft = draftAccount(nowMs, {
    id: ACME.people,
    name: 'People',
    isProduction: true,
    alias: 'acme-people',
  });
  addGroups(draft);
  for (const [group, names] of Object.entries(STAFF))
    for (const name of names)
      addUser(draft, name, {
        groups: [group],
        hasMfa: WITH_MFA.has(name),
        tags: { team: group },
      });
  addRoles(draft, PEOPLE_ROLES);
  return draft;
}

const mayAssume = (arns: string | string[]) => ({
  policies: { 'assume-roles': [allow('sts:AssumeRole', arns)] },
});

function addGroups(draft: Draft): void {
  addGroup(draft, 'developers', {
    policies: {
      'assume-roles': [
        allow(
          'sts:AssumeRole',
          [roleArn(ACME.prod, 'deploy'), roleArn(ACME.tooling, 'ci-deploy')],
          { Condition: MFA },
        ),
        allow('sts:AssumeRole', [
          roleArn(ACME.staging, 'stage-deploy'),
          roleArn(ACME.staging, 'stage-read'),
          roleArn(ACME.prod, 'prod-read'),
        ]),
      ],
    },
  });
  addGroup(draft, 'platform', {
    attach: ['IAMReadOnlyAccess'],
    ...mayAssume([
      roleArn(ACME.tooling, 'ci-admin'),
      roleArn(ACME.network, 'network-admin'),
      roleArn(ACME.prod, 'prod-read'),
      roleArn(ACME.prod, 'deploy'),
    ]),
  });
  addGroup(draft, 'auditors', {
    attach: ['SecurityAudit'],
    ...mayAssume([
      roleArn(ACME.security, 'security-audit'),
      roleArn(ACME.archive, 'evidence-read'),
      roleArn(ACME.billing, 'invoice-read'),
    ]),
  });
  addGroup(draft, 'support', mayAssume(roleArn(ACME.prod, 'customer-lookup')));
  addGroup(draft, 'finance', mayAssume('arn:aws:iam::*:role/invoice-*'));
}

const BILLING_ROLES: RoleTable = {
  'invoice-read': {
    isVendable: true,
    says: 'Invoices of every account',
    policies: {
      read: [allow(['s3:GetObject', 's3:ListBucket'], bucketAndObjects('acme-invoices'))],
    },
    trust: [trusts(rootArn(ACME.people))],
    usedDaysAgo: 8,
  },
  'cost-explorer': {
    isVendable: true,
    says: 'Costs by team and service',
    attach: ['AWSBillingReadOnlyAccess'],
    usedDaysAgo: 2,
  },
  'budget-admin': {
    isVendable: true,
    says: 'Budgets and their alarms',
    policies: { budgets: [allow(['budgets:*', 'sns:Publish'])] },
    usedDaysAgo: 33,
  },
  'invoice-upload': {
    trust: [trustsService('lambda.amazonaws.com')],
    policies: { upload: [allow('s3:PutObject', 'arn:aws:s3:::acme-invoices/*')] },
    usedDaysAgo: 1,
  },
};

export function billingAccount(nowMs: number): Draft {
  const draft = draftAccount(nowMs, {
    id: ACME.billing,
    name: 'Billing',
    isProduction: true,
  });
  addRoles(draft, BILLING_ROLES);
  const invoices = addBucket(draft, 'acme-invoices');
  putText(draft, invoices, '2026/10/total.json', '{"currency":"EUR","total":48212.4}');
  return draft;
}

/** The mistake here: the auditor's export role asks for no external ID. */
const ARCHIVE_ROLES: RoleTable = {
  'logs-read': {
    isVendable: true,
    says: 'Seven years of CloudTrail',
    policies: {
      read: [
        allow(['s3:GetObject', 's3:ListBucket'], bucketAndObjects('acme-cloudtrail')),
      ],
    },
    usedDaysAgo: 11,
  },
  'lumen-export': {
    trust: [trusts(rootArn(LUMEN_AUDIT))],
    says: 'Lumen Audit fetches the yearly export.',
    policies: {
      fetch: [
        allow(['s3:GetObject', 's3:ListBucket'], bucketAndObjects('acme-cloudtrail')),
      ],
    },
    usedDaysAgo: 88,
  },
  'audit-archive': {
    trust: [trusts(roleArn(ACME.data, 'audit-export'))],
    says: 'Takes in the nightly audit events.',
    policies: { put: [allow('s3:PutObject', 'arn:aws:s3:::acme-cloudtrail/*')] },
    usedDaysAgo: 0,
  },
  'order-archive': {
    trust: [trusts(roleArn(ACME.prod, 'shop-api'))],
    policies: { put: [allow('s3:PutObject', 'arn:aws:s3:::acme-cloudtrail/orders/*')] },
    usedDaysAgo: 0,
  },
  'archive-restore': {
    trust: [trustsService('backup.amazonaws.com')],
    says: 'Restores from the archive. etl-runner has its half, this role does not name it.',
    policies: { restore: [allow(['s3:GetObject', 's3:RestoreObject'])] },
    usedDaysAgo: 200,
  },
  'evidence-read': {
    trust: [trusts(rootArn(ACME.people), MFA)],
    says: 'Evidence for auditors.',
    attach: ['AmazonS3ReadOnlyAccess'],
    usedDaysAgo: 17,
  },
};

export function archiveAccount(nowMs: number): Draft {
  const draft = draftAccount(nowMs, {
    id: ACME.archive,
    name: 'Archive',
    isProduction: true,
  });
  addRoles(draft, ARCHIVE_ROLES);
  const trail = addBucket(draft, 'acme-cloudtrail');
  putText(draft, trail, 'AWSLogs/2026/11/22.json', '{"Records":[]}');
  return draft;
}
