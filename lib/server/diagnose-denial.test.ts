import {
  CreateRoleCommand,
  CreateUserCommand,
  PutRolePolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateKeyCommand, EncryptCommand } from '@aws-sdk/client-kms';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { beforeAll, describe, expect, it } from 'vitest';
import { UserId, WorkspaceId } from '@/lib/core/ids';
import { diagnoseDenial } from '@/lib/inventory/diagnose-denial';
import { stored } from '@/lib/inventory/test-estate';
import type { Reading } from '@/lib/inventory/world';
import type { Actor } from '@/lib/ports';
import { ACME, LUMEN_AUDIT } from '@/lib/practice/seed/accounts';
import {
  allow,
  documentOf,
  roleArn,
  rootArn,
  trusts,
  userArn,
} from '@/lib/practice/seed/document';
import { clientsOf, messageOf } from '@/lib/practice/test-practice';
import { DATA, MANAGEMENT, TOOLING, usePracticeAws, worked } from './test-aws';

const bench = usePracticeAws();
const workspaceId = WorkspaceId.parse('doctor');
const actor: Actor = {
  userId: UserId.parse('u1'),
  handle: 'mei',
  name: 'Mei',
  email: 'mei@acme.test',
  workspaceId,
  workspaceName: 'Practice',
  workspaceKind: 'practice',
  role: 'viewer',
};

/** Bob may nothing, ana may assume what is called `m-…`, carl may too but for his boundary. */
beforeAll(async () => {
  const { iam } = await bench().practice.admin(TOOLING);
  for (const UserName of ['ana', 'bob', 'carl'])
    await iam.send(new CreateUserCommand({ UserName }));
  const PolicyDocument = documentOf(allow('sts:AssumeRole', 'arn:aws:iam::*:role/m-*'));
  for (const UserName of ['ana', 'carl'])
    await iam.send(
      new PutUserPolicyCommand({ UserName, PolicyName: 'assume', PolicyDocument }),
    );
  await iam.send(
    new PutUserPermissionsBoundaryCommand({
      UserName: 'carl',
      PermissionsBoundary: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
    }),
  );
});

async function roleIn(
  accountId: string,
  name: string,
  ...trust: Parameters<typeof documentOf>
) {
  const { iam } = await bench().practice.admin(accountId);
  await iam.send(
    new CreateRoleCommand({
      RoleName: name,
      AssumeRolePolicyDocument: documentOf(...trust),
    }),
  );
  return roleArn(accountId, name);
}

const assumeAs = async (who: string, RoleArn: string) => {
  const { sts } = await bench().practice.as(who);
  return messageOf(sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test' })));
};

const putAs = async (who: string, Bucket: string, Key: string) => {
  const { s3 } = await bench().practice.as(who);
  return messageOf(s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' })));
};

/** Reads the accounts as the console does, then asks about the message. */
async function diagnosed(message: string, accountIds: string[]) {
  const { aws, inPractice } = bench();
  const { org } = worked(await aws.readOrganization(inPractice(MANAGEMENT)));
  const readings = await Promise.all(
    accountIds.map(async (accountId): Promise<Reading> => {
      const { account } = worked(
        await aws.readAccount(inPractice(accountId), () => undefined),
      );
      return {
        accountId,
        snapshotId: crypto.randomUUID(),
        takenAt: new Date(0),
        account,
      };
    }),
  );
  const accounts = readings.map(({ accountId, snapshotId }) =>
    stored(workspaceId, accountId, accountId, { snapshotId }),
  );
  const deps = {
    accounts: { list: async () => accounts },
    snapshots: { loadLatest: async () => readings, loadOrg: async () => org },
  };
  const question = { message, principal: '', action: '', resource: '' };
  const { diagnosis, missingSentence } = worked(
    await diagnoseDenial(deps, actor, question),
  );
  if (!diagnosis) throw new Error(`${missingSentence}: ${message}`);
  return diagnosis;
}

describe('a denial of the practice accounts is traced to the gate that made it', () => {
  it('an identity policy that is not there', async () => {
    const arn = await roleIn(DATA, 'm-named', trusts(userArn(TOOLING, 'bob')));
    const message = await assumeAs(userArn(TOOLING, 'bob'), arn);
    expect(message).toContain('no identity-based policy');
    const found = await diagnosed(message, [TOOLING, DATA]);
    expect(found).toMatchObject({ refusingId: 'identity', isAsTold: true });
    expect(found.mends).toMatchObject([{ link: { href: '/new' } }]);
  });

  it('a trust policy that names somebody else', async () => {
    const arn = await roleIn(DATA, 'm-other', trusts(rootArn(ACME.prod)));
    const message = await assumeAs(userArn(TOOLING, 'ana'), arn);
    expect(message).toContain('no role trust policy');
    expect(await diagnosed(message, [TOOLING, DATA])).toMatchObject({
      refusingId: 'trust',
      isAsTold: true,
    });
  });

  it('a trust policy that denies', async () => {
    const arn = await roleIn(DATA, 'm-deny', trusts(rootArn(TOOLING)), {
      Effect: 'Deny',
      Principal: { AWS: userArn(TOOLING, 'ana') },
      Action: 'sts:AssumeRole',
    });
    const message = await assumeAs(userArn(TOOLING, 'ana'), arn);
    expect(message).toContain('explicit deny in the role trust policy');
    const found = await diagnosed(message, [TOOLING, DATA]);
    expect(found).toMatchObject({ refusingId: 'trust', isAsTold: true });
    expect(found.mends[0]?.sentence).toContain('statement 2 of the trust policy');
  });

  it('an external ID that was not sent', async () => {
    const guard = { StringEquals: { 'sts:ExternalId': 'x-42' } };
    const arn = await roleIn(DATA, 'm-ext', trusts(rootArn(TOOLING), guard));
    const message = await assumeAs(userArn(TOOLING, 'ana'), arn);
    const found = await diagnosed(message, [TOOLING, DATA]);
    expect(found).toMatchObject({ deck: 'conditional', isAsTold: true });
    expect(found.sentence).toContain('x-42');
  });

  it('a permissions boundary', async () => {
    const arn = await roleIn(DATA, 'm-carl', trusts(rootArn(TOOLING)));
    const message = await assumeAs(userArn(TOOLING, 'carl'), arn);
    expect(message).toContain('no permissions boundary');
    expect(await diagnosed(message, [TOOLING, DATA])).toMatchObject({
      refusingId: 'boundary',
      isAsTold: true,
    });
  });

  it('a service control policy', async () => {
    const message = await assumeAs(
      roleArn(TOOLING, 'old-jenkins'),
      roleArn(ACME.prod, 'deploy'),
    );
    expect(message).toContain('service control policy');
    expect(await diagnosed(message, [TOOLING, ACME.prod])).toMatchObject({
      refusingId: 'scp',
      isAsTold: true,
    });
  });

  it('a company outside, to which AWS does not tell why', async () => {
    const message = await assumeAs(
      roleArn(LUMEN_AUDIT, 'collector'),
      roleArn(DATA, 'audit-reader'),
    );
    expect(message).not.toContain('because');
    const found = await diagnosed(message, [DATA]);
    expect(found.deck).toBe('conditional');
    expect(found.left.shape).toBe('outside');
    expect(found.notCollected[0]).toBe(
      'account 9999 0000 1111 was not read: it is not connected.',
    );
  });

  it('a bucket policy that lets in to another prefix', async () => {
    const message = await putAs(
      roleArn(ACME.prod, 'metrics-shipper'),
      'metrics',
      'other/a.csv',
    );
    expect(message).toContain('no resource-based policy');
    expect(await diagnosed(message, [ACME.prod, DATA])).toMatchObject({
      isAsTold: true,
      refusingId: 'resource',
      right: { title: 'metrics/other/a.csv', accountId: DATA },
    });
  });

  it('a key policy that lets nobody of the account encrypt', async () => {
    const { kms, iam } = await bench().practice.admin(DATA);
    const Policy = documentOf(
      allow('kms:PutKeyPolicy', '*', {
        Principal: { AWS: rootArn(DATA) },
      }),
    );
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Policy }));
    const PolicyDocument = documentOf(allow('kms:*', '*'));
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: 'data-writer',
        PolicyName: 'keys',
        PolicyDocument,
      }),
    );
    const writer = await bench().practice.as(roleArn(DATA, 'data-writer'));
    const message = await messageOf(
      writer.kms.send(
        new EncryptCommand({ KeyId: KeyMetadata?.Arn, Plaintext: Buffer.from('x') }),
      ),
    );
    expect(message).toContain('no resource-based policy');
    // The console does not read keys: it says so, and never that there is none.
    const found = await diagnosed(message, [DATA]);
    expect(found.deck).toBe('untested');
    expect(found.comparison).toMatch(
      /no resource-based policy allows it\. That policy was not read\.$/,
    );
    expect(found.notCollected[0]).toContain(KeyMetadata?.Arn);
    const [mend] = found.mends;
    expect(mend?.sentence).toContain(
      'was not read. Unless it lets the caller in already',
    );
    expect(JSON.parse(mend?.statement ?? 'null')).toMatchObject({
      Effect: 'Allow',
      Principal: { AWS: roleArn(DATA, 'data-writer') },
      Action: 'kms:Encrypt',
    });
  });

  it('a session policy, which no reading of the accounts has', async () => {
    const arn = await roleIn(DATA, 'm-session', trusts(rootArn(TOOLING)));
    const { iam } = await bench().practice.admin(DATA);
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: 'm-session',
        PolicyName: 'objects',
        PolicyDocument: documentOf(allow('s3:*', '*')),
      }),
    );
    const ana = await bench().practice.as(userArn(TOOLING, 'ana'));
    const { Credentials } = await ana.sts.send(
      new AssumeRoleCommand({
        RoleArn: arn,
        RoleSessionName: 'narrow',
        Policy: documentOf(allow('s3:GetObject', '*')),
      }),
    );
    const narrow = clientsOf(bench().practice.url, {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    });
    const message = await messageOf(
      narrow.s3.send(new PutObjectCommand({ Bucket: 'app-logs', Key: 'a', Body: 'x' })),
    );
    expect(message).toContain('no session policy');
    const found = await diagnosed(message, [DATA]);
    expect(found).toMatchObject({ deck: 'works', isAsTold: false });
    expect(found.comparison).toContain('not among the policies that were read');
  });
});
