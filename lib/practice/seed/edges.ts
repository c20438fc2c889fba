import { ACME, LUMEN_AUDIT } from './accounts';
import { addBucket, addRole, addUser, type Draft, draftAccount } from './builder';
import {
  allow,
  bucketAndObjects,
  roleArn,
  rootArn,
  trusts,
  trustsService,
} from './document';
import { addRoles, type RoleTable } from './drawbridge-roles';
import { keyArn } from './keys';

const RESEARCH_ROLES: RoleTable = {
  notebook: {
    isVendable: true,
    says: 'Notebooks and their data',
    policies: {
      work: [allow('s3:*', bucketAndObjects('acme-research')), allow('sagemaker:*')],
    },
    maxSessionSeconds: 14_400,
    usedDaysAgo: 0,
  },
  trainer: {
    trust: [trustsService('sagemaker.amazonaws.com')],
    policies: {
      train: [allow('s3:*', bucketAndObjects('acme-research'))],
      'read-logs': [allow('sts:AssumeRole', roleArn(ACME.data, 'training-data'))],
    },
    usedDaysAgo: 7,
  },
};

export function researchAccount(nowMs: number): Draft {
  const draft = draftAccount(nowMs, { id: ACME.research, name: 'Research' });
  addRoles(draft, RESEARCH_ROLES);
  addBucket(draft, 'acme-research');
  return draft;
}

/** The mistake here: a role that anybody in AWS may assume. */
const SANDBOX_ROLES: RoleTable = {
  'demo-share': {
    trust: [trusts('*')],
    says: 'Made for a talk, open to everyone.',
    attach: ['AmazonS3ReadOnlyAccess'],
    usedDaysAgo: 301,
  },
  playground: {
    isVendable: true,
    says: 'Try anything, emptied every night',
    attach: ['AdministratorAccess'],
    maxSessionSeconds: 43_200,
    usedDaysAgo: 1,
  },
};

export function sandboxAccount(nowMs: number): Draft {
  const draft = draftAccount(nowMs, { id: ACME.sandbox, name: 'Sandbox' });
  addRoles(draft, SANDBOX_ROLES);
  addUser(draft, 'workshop', { attach: ['PowerUserAccess'], createdDaysAgo: 340 });
  return draft;
}

const MANAGEMENT_ROLES: RoleTable = {
  'org-read': {
    isVendable: true,
    says: 'The organisation: accounts, units and policies',
    policies: { read: [allow(['organizations:Describe*', 'organizations:List*'])] },
    usedDaysAgo: 10,
  },
};

export function managementAccount(nowMs: number): Draft {
  const draft = draftAccount(nowMs, {
    id: ACME.management,
    name: 'Management',
    isProduction: true,
    alias: 'acme',
  });
  addRoles(draft, MANAGEMENT_ROLES);
  addUser(draft, 'founder', {
    attach: ['AdministratorAccess'],
    hasMfa: true,
    createdDaysAgo: 1400,
  });
  return draft;
}

/** The auditor's own account: not Acme's, so its identities are not Acme's to read. */
const LUMEN_ROLES: RoleTable = {
  collector: {
    trust: [trustsService('lambda.amazonaws.com')],
    policies: {
      collect: [
        allow('sts:AssumeRole', [
          roleArn(ACME.data, 'audit-reader'),
          roleArn(ACME.archive, 'lumen-export'),
        ]),
        allow('kms:Decrypt', keyArn(ACME.data, 'alias/audit-evidence')),
      ],
    },
    usedDaysAgo: 88,
  },
};

export function lumenAccount(nowMs: number): Draft {
  const draft = draftAccount(nowMs, {
    id: LUMEN_AUDIT,
    name: 'Lumen Audit',
    domain: 'lumen.example',
  });
  addRoles(draft, LUMEN_ROLES);
  return draft;
}

/** The administrator's way into an account that Organizations made. */
export function addOrganisationAccess(draft: Draft): void {
  addRole(draft, 'OrganizationAccountAccessRole', {
    trust: [trusts(rootArn(ACME.management))],
    attach: ['AdministratorAccess'],
    createdDaysAgo: 1399,
    usedDaysAgo: 400,
  });
}
