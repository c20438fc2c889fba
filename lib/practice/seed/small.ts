import { ACME } from './accounts';
import { addBucket, addGroup, addUser, type Draft, draftAccount } from './builder';
import {
  allow,
  bucketAndObjects,
  roleArn,
  rootArn,
  trusts,
  trustsService,
} from './document';
import { addRoles, type RoleTable } from './drawbridge-roles';
import { putText } from './objects';

/** The trusted half of the smallest world: two workloads and two people. */
const SMALL_TOOLING_ROLES: RoleTable = {
  'ci-deploy': {
    trust: [trustsService('ec2.amazonaws.com'), trusts(rootArn(ACME.tooling))],
    says: 'Rolls releases out.',
    policies: { 'ci-cross': [allow('sts:AssumeRole', roleArn(ACME.data, 'data-read'))] },
    usedDaysAgo: 0,
  },
  'ci-build': {
    trust: [trustsService('codebuild.amazonaws.com')],
    says: 'Builds and tests.',
    usedDaysAgo: 0,
  },
};

export function smallTooling(nowMs: number): Draft {
  const draft = draftAccount(nowMs, { id: ACME.tooling, name: 'Tooling' });
  addRoles(draft, SMALL_TOOLING_ROLES);
  addGroup(draft, 'developers', {
    policies: {
      'assume-roles': [allow('sts:AssumeRole', roleArn(ACME.data, 'data-read'))],
    },
  });
  addUser(draft, 'anna', { groups: ['developers'], hasMfa: true });
  addUser(draft, 'lee', {});
  return draft;
}

/** The trusting half: one bucket and who may read it. */
const SMALL_DATA_ROLES: RoleTable = {
  'data-read': {
    isVendable: true,
    says: 'Read app-logs',
    policies: {
      read: [allow(['s3:GetObject', 's3:ListBucket'], bucketAndObjects('app-logs'))],
    },
    trust: [trusts(rootArn(ACME.tooling))],
    usedDaysAgo: 0,
  },
  'data-writer': {
    isVendable: true,
    says: 'Write to app-logs',
    policies: {
      write: [
        allow(
          ['s3:PutObject', 's3:GetObject', 's3:ListBucket'],
          bucketAndObjects('app-logs'),
        ),
      ],
    },
  },
};

export function smallData(nowMs: number): Draft {
  const draft = draftAccount(nowMs, { id: ACME.data, name: 'Data', isProduction: true });
  addRoles(draft, SMALL_DATA_ROLES);
  const logs = addBucket(draft, 'app-logs');
  putText(draft, logs, 'logs/2026-11-22.json', '{"requests":48213}');
  return draft;
}
