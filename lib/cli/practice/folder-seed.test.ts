import { GetSAMLProviderCommand, ListSAMLProvidersCommand } from '@aws-sdk/client-iam';
import { DecryptCommand, DescribeKeyCommand, EncryptCommand } from '@aws-sdk/client-kms';
import { CreateBucketCommand, GetBucketLocationCommand } from '@aws-sdk/client-s3';
import { AssumeRoleWithSAMLCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPractice } from '@/lib/practice/start-practice';
import { codeOf, messageOf, worldOf } from '@/lib/practice/test-practice';
import {
  account,
  arnOf,
  DATA,
  organization,
  SANDBOX,
  TOOLING,
  user,
} from '../estate/test-accounts';
import { folderOf } from '../estate/test-folder';
import { folderSeed } from './folder-seed';

const KEY = `arn:aws:kms:us-east-1:${TOOLING}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const PEOPLE = arnOf(TOOLING, 'saml-provider/people');
const say = (statement: object) => ({ Version: '2012-10-17', Statement: [statement] });
const anybody = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };

const folder = folderOf({
  'org.json': {
    ...organization,
    Policies: [
      ...organization.Policies,
      {
        Id: 'p-shut',
        Name: 'Shut',
        Type: 'RESOURCE_CONTROL_POLICY',
        Content: say({ ...anybody, Effect: 'Deny', Action: 's3:GetBucketLocation' }),
      },
      { Id: 'p-tags', Name: 'Tags', Type: 'TAG_POLICY', Content: {} },
    ],
    PolicyAttachments: {
      ...organization.PolicyAttachments,
      [DATA]: [...(organization.PolicyAttachments[DATA] ?? []), 'p-shut'],
    },
  },
  [`accounts/${DATA}.json`]: account(),
  [`accounts/${SANDBOX}.json`]: account(),
  [`accounts/${TOOLING}.json`]: account({
    UserDetailList: [user(TOOLING, 'ana'), user(TOOLING, 'ben')],
    SAMLProviders: [{ Arn: PEOPLE }],
    Keys: [
      {
        KeyId: '1234abcd-12ab-34cd-56ef-1234567890ab',
        Arn: KEY,
        Policy: say({
          ...anybody,
          Principal: { AWS: arnOf(TOOLING, 'user/ana') },
          Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:DescribeKey'],
        }),
      },
    ],
  }),
});

let url: string;
let stop: () => Promise<void>;
let world: ReturnType<typeof worldOf>;

beforeAll(async () => {
  const practice = await startPractice({
    controlToken: 'test-control-token',
    folderSeed: folderSeed(folder),
  });
  ({ url, stop } = practice);
  world = worldOf(url, 'folder');
  await world.control('PUT', '', { seed: 'folder' });
});
afterAll(() => stop());

describe('practice accounts of a folder', () => {
  it('have its KMS keys, which let in whom their policies name and nobody else', async () => {
    const ana = await world.as(arnOf(TOOLING, 'user/ana'));
    const { CiphertextBlob } = await ana.kms.send(
      new EncryptCommand({ KeyId: KEY, Plaintext: Buffer.from('told') }),
    );
    const { Plaintext } = await ana.kms.send(new DecryptCommand({ CiphertextBlob }));
    expect(Buffer.from(Plaintext ?? []).toString()).toBe('told');
    const ben = await world.as(arnOf(TOOLING, 'user/ben'));
    const administrator = await world.admin(TOOLING);
    for (const { kms } of [ben, administrator])
      expect(await messageOf(kms.send(new DescribeKeyCommand({ KeyId: KEY })))).toContain(
        'because no resource-based policy allows the kms:DescribeKey action',
      );
  });

  it('are under its resource control policies', async () => {
    const Bucket = 'under-a-policy';
    const administrator = await world.admin(DATA);
    await administrator.s3.send(new CreateBucketCommand({ Bucket }));
    const where = new GetBucketLocationCommand({ Bucket });
    expect(await messageOf(administrator.s3.send(where))).toContain(
      'with an explicit deny in a resource control policy',
    );
    const elsewhere = await world.admin(TOOLING);
    await elsewhere.s3.send(new CreateBucketCommand({ Bucket: `${Bucket}-not` }));
    const there = new GetBucketLocationCommand({ Bucket: `${Bucket}-not` });
    expect(await codeOf(elsewhere.s3.send(there))).toBe('ok');
  });

  it('have its SAML providers, of whose metadata nothing is known', async () => {
    const { iam } = await world.admin(TOOLING);
    const ValidUntil = expect.any(Date);
    const { SAMLProviderList } = await iam.send(new ListSAMLProvidersCommand({}));
    expect(SAMLProviderList).toMatchObject([{ Arn: PEOPLE, ValidUntil }]);
    const get = new GetSAMLProviderCommand({ SAMLProviderArn: PEOPLE });
    expect(await iam.send(get)).toMatchObject({ ValidUntil });
    const RoleArn = arnOf(TOOLING, 'role/any');
    const { samlResponse: SAMLAssertion } = await world.signInBySaml({
      nameId: 'ana',
      roles: `${RoleArn},${PEOPLE}`,
      sessionName: 'ana',
    });
    const sts = new STSClient({ endpoint: url, region: 'us-east-1', maxAttempts: 1 });
    const signIn = { RoleArn, PrincipalArn: PEOPLE, SAMLAssertion };
    await expect(sts.send(new AssumeRoleWithSAMLCommand(signIn))).rejects.toMatchObject({
      name: 'InvalidIdentityTokenException',
      message: 'Issuer not present in specified provider',
    });
  });
});
