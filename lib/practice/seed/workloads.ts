import { ACME } from './accounts';
import { type Draft, draftAccount } from './builder';
import { allow, roleArn, rootArn, trusts, trustsService } from './document';
import { addRoles, type RoleTable } from './drawbridge-roles';

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
