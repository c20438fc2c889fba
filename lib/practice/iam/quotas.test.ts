import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreateGroupCommand,
  CreateOpenIDConnectProviderCommand,
  CreateSAMLProviderCommand,
  CreateUserCommand,
  DeleteUserCommand,
  DeleteUserPolicyCommand,
  DetachUserPolicyCommand,
  ListPoliciesCommand,
  PutGroupPolicyCommand,
  PutUserPolicyCommand,
  RemoveUserFromGroupCommand,
  TagUserCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { allow, documentOf } from '../seed/document';
import { codeOf, messageOf } from '../test-practice';
import { samlMetadata } from './test-saml';
import { admin, makeRole, practice, READ, startTooling } from './test-tooling';

beforeAll(startTooling);
afterAll(() => practice.stop());

/** How many of the calls were answered before one was refused, and how it was. */
async function until(make: (at: number) => Promise<unknown>, most: number) {
  for (let at = 0; at < most; at += 1) {
    const message = await messageOf(make(at));
    if (message !== '') return { made: at, message };
  }
  return { made: most, message: '' };
}

describe('an account', () => {
  it('has at most 300 groups', { timeout: 60_000 }, async () => {
    const make = (at: number) =>
      admin.iam.send(new CreateGroupCommand({ GroupName: `group-${at}` }));
    const { message } = await until(make, 301);
    expect(message).toBe('Cannot exceed quota for GroupsPerAccount: 300');
  });

  it('has at most 100 OpenID Connect providers and 100 SAML providers', async () => {
    const oidc = await until(
      (at) =>
        admin.iam.send(
          new CreateOpenIDConnectProviderCommand({ Url: `https://idp-${at}.example` }),
        ),
      101,
    );
    // one is there from the start
    expect(oidc).toEqual({
      made: 99,
      message: 'Cannot exceed quota for OpenIdConnectProvidersPerAccount: 100',
    });
    const SAMLMetadataDocument = samlMetadata();
    const saml = await until(
      (at) =>
        admin.iam.send(
          new CreateSAMLProviderCommand({ Name: `idp-${at}`, SAMLMetadataDocument }),
        ),
      101,
    );
    expect(saml).toEqual({
      made: 100,
      message: 'Cannot exceed quota for SAMLProvidersPerAccount: 100',
    });
  });
});

describe('a user and a group', () => {
  const UserName = 'quota-user';
  const GroupName = 'quota-group';

  beforeAll(async () => {
    const people = await practice.admin(ACME.security);
    await people.iam.send(new CreateUserCommand({ UserName }));
    await people.iam.send(new CreateGroupCommand({ GroupName }));
  });

  it('have at most ten managed policies each', async () => {
    const { iam } = await practice.admin(ACME.security);
    const { Policies = [] } = await iam.send(
      new ListPoliciesCommand({ Scope: 'AWS', PathPrefix: '/', MaxItems: 40 }),
    );
    const arns = Policies.map(({ Arn = '' }) => Arn).filter(
      (arn) => !arn.includes('/aws-service-role/'),
    );
    const policy = (at: number) => ({ PolicyArn: arns[at] ?? '' });
    expect(
      await until(
        (at) => iam.send(new AttachUserPolicyCommand({ UserName, ...policy(at) })),
        11,
      ),
    ).toEqual({ made: 10, message: 'Cannot exceed quota for PoliciesPerUser: 10' });
    expect(
      await until(
        (at) => iam.send(new AttachGroupPolicyCommand({ GroupName, ...policy(at) })),
        11,
      ),
    ).toEqual({ made: 10, message: 'Cannot exceed quota for PoliciesPerGroup: 10' });
  });

  it('have inline policies of 2,048 and 5,120 characters', async () => {
    const { iam } = await practice.admin(ACME.security);
    const document = (characters: number) => {
      const text = (tail: string) =>
        documentOf(allow('s3:GetObject', `arn:aws:s3:::b/${tail}*`));
      const bare = text('').replace(/\s/g, '').length;
      return text('x'.repeat(characters - bare));
    };
    const user = (PolicyDocument: string) =>
      messageOf(
        iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'p', PolicyDocument })),
      );
    const group = (PolicyDocument: string) =>
      messageOf(
        iam.send(
          new PutGroupPolicyCommand({ GroupName, PolicyName: 'p', PolicyDocument }),
        ),
      );
    expect(await user(document(2048))).toBe('');
    expect(await user(document(2049))).toBe(
      `Maximum policy size of 2048 bytes exceeded for user ${UserName}`,
    );
    expect(await group(document(5120))).toBe('');
    expect(await group(document(5121))).toBe(
      `Maximum policy size of 5120 bytes exceeded for group ${GroupName}`,
    );
  });

  it('counts 50 tags of a user', async () => {
    const { iam } = await practice.admin(ACME.security);
    const tag = (from: number, count: number) =>
      messageOf(
        iam.send(
          new TagUserCommand({
            UserName,
            Tags: Array.from({ length: count }, (_, at) => ({
              Key: `k${from + at}`,
              Value: '',
            })),
          }),
        ),
      );
    expect(await tag(0, 50)).toBe('');
    expect(await tag(49, 2)).toBe('Cannot exceed quota for TagsPerUser: 50');
  });
});

it('lets a user go only after everything that hangs on it, one thing after the other', async () => {
  const UserName = 'held';
  const GroupName = 'holding';
  const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  const { iam } = await practice.admin(ACME.security);
  await iam.send(new CreateUserCommand({ UserName }));
  await iam.send(new CreateGroupCommand({ GroupName }));
  await iam.send(new AddUserToGroupCommand({ UserName, GroupName }));
  await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
  await iam.send(
    new PutUserPolicyCommand({ UserName, PolicyName: 'p', PolicyDocument: READ }),
  );
  const remove = () => messageOf(iam.send(new DeleteUserCommand({ UserName })));
  expect(await remove()).toBe('Cannot delete entity, must delete policies first.');
  await iam.send(new DeleteUserPolicyCommand({ UserName, PolicyName: 'p' }));
  expect(await remove()).toBe('Cannot delete entity, must detach all policies first.');
  await iam.send(new DetachUserPolicyCommand({ UserName, PolicyArn }));
  expect(await remove()).toBe(
    'Cannot delete entity, must remove users from group first.',
  );
  await iam.send(new RemoveUserFromGroupCommand({ UserName, GroupName }));
  expect(await remove()).toBe('');
});

it("attaches no policy of AWS's own roles to anybody", async () => {
  await makeRole('attach-none');
  const attach = admin.iam.send(
    new AttachRolePolicyCommand({
      RoleName: 'attach-none',
      PolicyArn: 'arn:aws:iam::aws:policy/aws-service-role/AmazonECSServiceRolePolicy',
    }),
  );
  await expect(attach).rejects.toMatchObject({
    name: 'PolicyNotAttachableException',
    message: 'Cannot attach a Service Role Policy to a Customer Role.',
  });
  expect(
    await codeOf(
      admin.iam.send(
        new AttachRolePolicyCommand({
          RoleName: 'attach-none',
          PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
        }),
      ),
    ),
  ).toBe('ok');
});
