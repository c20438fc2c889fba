import { ACME, LUMEN_AUDIT } from './accounts';
import { addBucket, type Draft, draftAccount } from './builder';
import { addDataLake, DATA_LAKE } from './data-lake';
import {
  allow,
  bucketAndObjects,
  roleArn,
  rootArn,
  trusts,
  trustsService,
} from './document';
import { addRoles, type RoleTable } from './drawbridge-roles';
import { addKey, delegates, mayUse } from './keys';
import { putText } from './objects';

const DATA_ROLES: RoleTable = {
  'data-writer': {
    isVendable: true,
    says: 'Write to app-logs, metrics and the data lake',
    policies: {
      write: [
        allow(
          ['s3:PutObject', 's3:GetObject', 's3:ListBucket'],
          bucketAndObjects('app-logs', 'metrics', DATA_LAKE.bucket),
        ),
      ],
    },
    usedDaysAgo: 0,
  },
  'data-read': {
    isVendable: true,
    says: 'Read every bucket but the audit ones',
    policies: {
      read: [
        allow(
          ['s3:Get*', 's3:List*'],
          bucketAndObjects('app-logs', 'metrics', DATA_LAKE.bucket),
        ),
        allow('kms:Decrypt', DATA_LAKE.keyArn),
      ],
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
  addDataLake(draft);
  addDataKeys(draft);
  return draft;
}

function addDataKeys(draft: Draft): void {
  addKey(draft, 'alias/audit-evidence', {
    says: 'Encrypts evidence; Lumen Audit decrypts it in its own account.',
    team: 'audit',
    policy: [
      delegates(ACME.data),
      mayUse('LumenDecrypts', rootArn(LUMEN_AUDIT), ['kms:Decrypt', 'kms:DescribeKey']),
    ],
  });
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
