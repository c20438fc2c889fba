import { ListPolicyVersionsCommand } from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import type { AwsTarget, AwsWrite } from '@/lib/ports';
import { DATA_LAKE } from '@/lib/practice/seed/data-lake';
import { DATA, TOOLING, usePracticeAws, worked } from './test-aws';

const bench = usePracticeAws();
const at = (accountId = DATA) => bench().inPractice(accountId);
const read = async (target: AwsTarget, accountId = DATA) =>
  worked(await bench().aws.readTarget(at(accountId), target));
const bonds = async (object: AwsTarget, accountId = DATA) =>
  worked(await bench().aws.listBonds(at(accountId), object));
const write = (change: AwsWrite, accountId = DATA) =>
  bench().aws.write(at(accountId), change);

const tags = { 'drawbridge:plan': 'p1', 'drawbridge:step': '1' };
const bucket = {
  kind: 'bucket-policy',
  bucket: DATA_LAKE.bucket,
  region: DATA_LAKE.region,
} as const;
const key = { kind: 'key-policy', keyArn: DATA_LAKE.keyArn } as const;

const letsIn = (roleArn: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Ours',
        Effect: 'Allow',
        Principal: { AWS: roleArn },
        Action: 's3:ListBucket',
        Resource: DATA_LAKE.bucketArn,
      },
    ],
  });

it('gives a bucket a policy in its own region, and takes it away again', async () => {
  expect(await read(bucket)).toEqual({ exists: false });
  const document = letsIn(`arn:aws:iam::${TOOLING}:role/ci-deploy`);
  worked(await write({ ...bucket, kind: 'put-bucket-policy', document }));
  const live = await read(bucket);
  expect(live.exists && JSON.parse(live.document)).toEqual(JSON.parse(document));
  worked(await write({ ...bucket, kind: 'delete-bucket-policy' }));
  expect(await read(bucket)).toEqual({ exists: false });
});

it('is told of a principal that is not there by S3 and by KMS', async () => {
  const document = letsIn(`arn:aws:iam::${TOOLING}:role/nobody`);
  expect(await write({ ...bucket, kind: 'put-bucket-policy', document })).toMatchObject({
    error: {
      code: 'MalformedPolicy',
      message: expect.stringMatching(/invalid principal/i),
    },
  });
  const live = await read(key);
  const policy = JSON.parse(live.exists ? live.document : '');
  const [ours] = JSON.parse(document).Statement;
  policy.Statement.push({ ...ours, Action: 'kms:Decrypt', Resource: '*' });
  const put = await write({
    ...key,
    kind: 'put-key-policy',
    document: JSON.stringify(policy),
  });
  expect(put).toMatchObject({
    error: {
      code: 'MalformedPolicyDocumentException',
      message: expect.stringMatching(/invalid principal/i),
    },
  });
});

it('writes the policy of a key back byte for byte', async () => {
  const before = await read(key);
  const document = before.exists ? `${before.document} ` : '';
  worked(await write({ ...key, kind: 'put-key-policy', document }));
  expect(await read(key)).toMatchObject({ document });
});

it('cannot lock a key away: AWS’s own check stays on', async () => {
  const document = letsIn(`arn:aws:iam::${TOOLING}:role/ci-deploy`).replace(
    's3:ListBucket',
    'kms:Decrypt',
  );
  expect(await write({ ...key, kind: 'put-key-policy', document })).toMatchObject({
    ok: false,
    error: { code: 'MalformedPolicyDocumentException' },
  });
});

const roleName = 'x-on-an-instance';
const profile = { kind: 'instance-profile', profileName: roleName } as const;
const inProfile = { kind: 'role-in-profile', profileName: roleName, roleName } as const;
const attached = {
  kind: 'managed-attachment',
  roleName,
  policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
} as const;

it('makes a role with a managed policy and a profile, and takes all of it away', async () => {
  const path = '/drawbridge-managed/';
  const trust =
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}';
  const made = { kind: 'create-role', roleName, path, description: '', trust } as const;
  worked(await write({ ...made, maxSessionSeconds: 3600, tags }));
  worked(await write({ ...attached, kind: 'attach-policy' }));
  worked(await write({ ...profile, kind: 'create-instance-profile', path, tags }));
  expect(await read(inProfile)).toEqual({ exists: false });
  worked(await write({ ...inProfile, kind: 'add-role-to-profile' }));
  expect(await read(profile)).toMatchObject({ exists: true, tags });
  expect(await read(inProfile)).toMatchObject({
    document: JSON.stringify({ RoleName: roleName }),
  });
  expect(await read(attached)).toMatchObject({ exists: true });
  expect(await bonds({ kind: 'role', roleName })).toEqual([
    {
      kind: 'principal-attachment',
      principal: 'role',
      principalName: roleName,
      policyArn: attached.policyArn,
    },
    inProfile,
  ]);
  expect(await bonds(profile)).toEqual([inProfile]);
  for (const _ of [1, 2]) {
    worked(await write({ ...inProfile, kind: 'remove-role-from-profile' }));
    worked(await write({ ...profile, kind: 'delete-instance-profile' }));
    worked(await write({ ...attached, kind: 'detach-policy' }));
    worked(await write({ kind: 'delete-role', roleName }));
  }
  for (const target of [profile, inProfile, attached])
    expect(await read(target)).toEqual({ exists: false });
});

it.each([
  ['user', 'break-glass'],
  ['role', 'ci-deploy'],
] as const)(
  'makes a managed policy, gives it to a %s, and takes it away with its versions',
  async (principal, principalName) => {
    const at = TOOLING;
    const policyName = `x-asks-${principal}`;
    const path = '/drawbridge-managed/';
    const policyArn = `arn:aws:iam::${at}:policy${path}${policyName}`;
    const policy = { kind: 'managed-policy', policyArn } as const;
    const held = {
      kind: 'principal-attachment',
      principal,
      principalName,
      policyArn,
    } as const;
    const text = (Action: string) =>
      `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"${Action}","Resource":"*"}]}`;
    const document = text('sts:AssumeRole');
    worked(await write({ kind: 'create-policy', policyName, path, document, tags }, at));
    expect(await read(policy, at)).toMatchObject({ document, tags });
    expect(await bonds(policy, at)).toEqual([]);
    expect(await read(held, at)).toEqual({ exists: false });
    worked(await write({ ...held, kind: 'attach-to' }, at));
    expect(await read(held, at)).toMatchObject({ exists: true });
    expect(await bonds(policy, at)).toEqual([held]);
    // AWS keeps five: the oldest makes room.
    for (const Action of ['a', 'b', 'c', 'd', 'e', 'f'].map((one) => `s3:Get${one}`))
      worked(
        await write(
          { kind: 'put-policy-version', policyArn, document: text(Action) },
          at,
        ),
      );
    expect(await read({ ...policy, kind: 'policy-document' }, at)).toMatchObject({
      document: text('s3:Getf'),
    });
    expect(await write({ ...policy, kind: 'delete-policy' }, at)).toMatchObject({
      error: { code: expect.stringContaining('DeleteConflict') },
    });
    // One that somebody has stays whole.
    const { iam } = await bench().practice.admin(at);
    const listed = await iam.send(
      new ListPolicyVersionsCommand({ PolicyArn: policyArn }),
    );
    expect(listed.Versions).toHaveLength(5);
    worked(await write({ ...held, kind: 'detach-from' }, at));
    worked(await write({ ...policy, kind: 'delete-policy' }, at));
    expect(await read(policy, at)).toEqual({ exists: false });
  },
);

it('makes an OIDC provider with tags, and removes it', async () => {
  const providerArn = `arn:aws:iam::${DATA}:oidc-provider/gitlab.example.com`;
  const target = { kind: 'oidc-provider', providerArn } as const;
  const url = 'https://gitlab.example.com';
  worked(await write({ kind: 'create-oidc-provider', url, clientIds: [url], tags }));
  expect(await read(target)).toMatchObject({ exists: true, tags });
  worked(await write({ kind: 'delete-oidc-provider', providerArn }));
  expect(await read(target)).toEqual({ exists: false });
});
