import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { KMSClient, PutKeyPolicyCommand } from '@aws-sdk/client-kms';
import { GetObjectCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ACME, LUMEN_AUDIT } from '../seed/accounts';
import { DATA_LAKE } from '../seed/data-lake';
import {
  allow,
  documentOf,
  MFA,
  roleArn,
  rootArn,
  type SeedStatement,
  trusts,
  trustsGithub,
  trustsService,
  userArn,
} from '../seed/document';
import { administers, mayUse } from '../seed/keys';
import { codeOf, startTestPractice } from '../test-practice';
import type { JudgedExercise } from './judge-exercises';

let practice: Awaited<ReturnType<typeof startTestPractice>>;

beforeAll(async () => {
  practice = await startTestPractice();
});
afterAll(() => practice.stop());

async function exercise(id: string): Promise<JudgedExercise> {
  const { exercises } = await practice.control<{ exercises: JudgedExercise[] }>(
    'GET',
    '/exercises',
  );
  const found = exercises.find((one) => one.id === id);
  if (!found) throw new Error(`There is no exercise ${id}.`);
  return found;
}

const failing = async (id: string): Promise<string[]> =>
  (await exercise(id)).checks.filter(({ holds }) => !holds).map(({ says }) => says);

async function trust(accountId: string, role: string, ...statements: SeedStatement[]) {
  const { iam } = await practice.admin(accountId);
  const document = documentOf(...statements);
  await iam.send(
    new UpdateAssumeRolePolicyCommand({ RoleName: role, PolicyDocument: document }),
  );
}

async function give(accountId: string, role: string, ...statements: SeedStatement[]) {
  const { iam } = await practice.admin(accountId);
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: role,
      PolicyName: 'exercise',
      PolicyDocument: documentOf(...statements),
    }),
  );
}

/** Exercises about a bucket, a key, or a role that is yet to be made. */
const NOT_ROLES = ['share-by-role', 'share-by-bucket-policy', 'open-third-lock'];

async function setKeyPolicy(...statements: SeedStatement[]): Promise<void> {
  const kms = new KMSClient({
    endpoint: practice.url,
    region: DATA_LAKE.region,
    credentials: await practice.actAs(rootArn(ACME.data)),
  });
  await kms.send(
    new PutKeyPolicyCommand({
      KeyId: DATA_LAKE.keyArn,
      Policy: documentOf(...statements),
    }),
  );
}

it('3.16: begins with no exercise solved, each with a story, a goal, hints and a page to read', async () => {
  const { exercises } = await practice.control<{ exercises: JudgedExercise[] }>(
    'GET',
    '/exercises',
  );
  expect(exercises.filter(({ isSolved }) => isSolved)).toEqual([]);
  expect(exercises).toHaveLength(13);
  expect(new Set(exercises.map(({ id }) => id)).size).toBe(13);
  for (const one of exercises) {
    expect(one.story && one.goal && one.hints[0]).toBeTruthy();
    expect(one.readMore).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    expect(one.accountName).not.toBe(one.accountId);
    const isRole = !NOT_ROLES.includes(one.id);
    expect(one.hasRole).toBe(isRole);
  }
});

it('has none for a world of another seed', async () => {
  const small = await startTestPractice({ seed: 'small' });
  expect(await small.control('GET', '/exercises')).toEqual({ exercises: [] });
  await small.stop();
});

type Solution = {
  /** What looks right and is not, with the check that says so. */
  wrong: () => Promise<unknown>;
  says: string;
  right: () => Promise<unknown>;
};

const etl = () => trusts(roleArn(ACME.data, 'etl-runner'));
const SOLUTIONS: Record<string, Solution> = {
  'close-public-trust': {
    wrong: () => trust(ACME.sandbox, 'demo-share', trusts('*', MFA)),
    says: 'A stranger cannot assume demo-share, whatever the request carries.',
    right: () => trust(ACME.sandbox, 'demo-share', trusts(rootArn(ACME.sandbox))),
  },
  'vendor-external-id': {
    wrong: () => trust(ACME.archive, 'lumen-export', trusts(rootArn(LUMEN_AUDIT), MFA)),
    says: 'With the right external ID Lumen still comes in.',
    right: () =>
      trust(
        ACME.archive,
        'lumen-export',
        trusts(rootArn(LUMEN_AUDIT), {
          StringEquals: { 'sts:ExternalId': 'lum-9fK2-archive' },
        }),
      ),
  },
  'pin-github': {
    wrong: () =>
      trust(ACME.shared, 'gha-publish', trustsGithub(ACME.shared, 'repo:acme/*')),
    says: 'A pull request to acme/app is refused.',
    right: () =>
      trust(
        ACME.shared,
        'gha-publish',
        trustsGithub(ACME.shared, 'repo:acme/app:ref:refs/heads/main'),
      ),
  },
  'deleted-principal': {
    wrong: () => trust(ACME.prod, 'release-approve', trusts(rootArn(ACME.tooling))),
    says: 'release-bot is still named.',
    right: () =>
      trust(ACME.prod, 'release-approve', trusts(roleArn(ACME.tooling, 'release-bot'))),
  },
  'name-the-caller': {
    wrong: async () => {
      await give(
        ACME.security,
        'security-audit',
        allow('sts:AssumeRole', roleArn(ACME.prod, 'ops-admin')),
      );
      // everybody is in no list of names
      await trust(ACME.prod, 'ops-admin', { ...trusts('*'), Principal: '*' });
    },
    says: 'The trust names no account as a whole.',
    right: () =>
      trust(ACME.prod, 'ops-admin', trusts(roleArn(ACME.security, 'security-audit'))),
  },
  'ask-for-mfa': {
    wrong: () =>
      trust(
        ACME.billing,
        'invoice-read',
        trusts(rootArn(ACME.people), {
          BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' },
        }),
      ),
    says: 'With keys alone ella is refused.',
    right: () => trust(ACME.billing, 'invoice-read', trusts(rootArn(ACME.people), MFA)),
  },
  'finish-half-crossing': {
    wrong: () => give(ACME.tooling, 'ci-build', allow('sts:AssumeRole')),
    says: 'ci-build cannot assume deploy in Prod.',
    right: () =>
      give(
        ACME.tooling,
        'ci-build',
        allow('sts:AssumeRole', roleArn(ACME.data, 'metrics-reader')),
      ),
  },
  'other-half': {
    wrong: () => trust(ACME.archive, 'archive-restore', etl()),
    says: 'AWS Backup still can.',
    right: () =>
      trust(
        ACME.archive,
        'archive-restore',
        etl(),
        trustsService('backup.amazonaws.com'),
      ),
  },
  'share-by-role': {
    wrong: async () => {
      const { iam } = await practice.admin(ACME.data);
      await iam.send(
        new CreateRoleCommand({
          RoleName: 'training-data',
          AssumeRolePolicyDocument: documentOf(trusts(roleArn(ACME.research, 'trainer'))),
        }),
      );
      await give(ACME.data, 'training-data', allow('s3:*'));
    },
    says: 'It cannot write there.',
    right: () =>
      give(ACME.data, 'training-data', allow('s3:GetObject', 'arn:aws:s3:::app-logs/*')),
  },
  'share-by-bucket-policy': {
    wrong: () =>
      give(
        ACME.security,
        'scanner',
        allow('s3:*', 'arn:aws:s3:::acme-build-artifacts/*'),
      ),
    says: 'scanner can read an artifact.',
    right: async () => {
      const { s3 } = await practice.admin(ACME.tooling);
      const statement: SeedStatement = {
        Effect: 'Allow',
        Principal: { AWS: roleArn(ACME.security, 'scanner') },
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::acme-build-artifacts/*',
      };
      await s3.send(
        new PutBucketPolicyCommand({
          Bucket: 'acme-build-artifacts',
          Policy: documentOf(statement),
        }),
      );
    },
  },
  'cut-the-chain': {
    wrong: () => trust(ACME.prod, 'deploy', trusts(userArn(ACME.people, 'anna'), MFA)),
    says: 'ci-deploy can.',
    right: () =>
      trust(
        ACME.prod,
        'deploy',
        trusts(userArn(ACME.people, 'anna'), MFA),
        trusts(rootArn(ACME.tooling)),
      ),
  },
  'open-third-lock': {
    wrong: () =>
      setKeyPolicy(administers(ACME.data), mayUse('Anybody', '*', ['kms:Decrypt'])),
    says: 'A stranger may not decrypt it.',
    right: () =>
      setKeyPolicy(
        administers(ACME.data),
        mayUse(
          'WritersAndReader',
          [roleArn(ACME.data, 'data-writer'), roleArn(ACME.data, 'data-read')],
          ['kms:Decrypt', 'kms:GenerateDataKey'],
        ),
      ),
  },
  'retire-the-unused': {
    wrong: async () => {
      const { iam } = await practice.admin(ACME.tooling);
      return iam.send(new GetRoleCommand({ RoleName: 'old-jenkins' }));
    },
    says: 'No policy of old-jenkins allows it to assume a role.',
    right: async () => {
      const { iam } = await practice.admin(ACME.tooling);
      const RoleName = 'old-jenkins';
      await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'ci-cross' }));
      await iam.send(new DeleteRoleCommand({ RoleName }));
    },
  },
};

it.each(Object.entries(SOLUTIONS))(
  '%s turns green when it is solved with the SDK, and not when it only looks so',
  async (id, { wrong, says, right }) => {
    await wrong();
    expect(await failing(id)).toContain(says);
    await right();
    expect(await failing(id)).toEqual([]);
    expect((await exercise(id)).isSolved).toBe(true);
  },
);

it.each(['*', 'data-w*', 'data-read', 'training-*', 'audit-*', 'bucket-scanner'])(
  'leaves a half crossing open to nobody else of the account it leads to: %s',
  async (others) => {
    const roles = ['metrics-reader', others].map((name) => roleArn(ACME.data, name));
    await give(ACME.tooling, 'ci-build', allow('sts:AssumeRole', roles));
    expect(await failing('finish-half-crossing')).toEqual([
      'No policy of ci-build is about the other roles of Data.',
    ]);
  },
);

it('lets data-read read the data lake once the third lock is open, and not before', async () => {
  const read = async () => {
    const { s3 } = await practice.as(roleArn(ACME.data, 'data-read'));
    const { bucket: Bucket, firstKey: Key } = DATA_LAKE;
    return codeOf(s3.send(new GetObjectCommand({ Bucket, Key })));
  };
  expect(await read()).toBe('ok');
  await practice.control('POST', '/reset');
  expect(await read()).toBe('AccessDenied');
});

it('is all to do again after a reset', async () => {
  await practice.control('POST', '/reset');
  const { exercises } = await practice.control<{ exercises: JudgedExercise[] }>(
    'GET',
    '/exercises',
  );
  expect(exercises.filter(({ isSolved }) => isSolved)).toEqual([]);
});
