import {
  AddUserToGroupCommand,
  AttachRolePolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteGroupCommand,
  DeletePolicyCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DeleteUserCommand,
  DetachRolePolicyCommand,
  GetAccessKeyLastUsedCommand,
  GetAccountSummaryCommand,
  GetOpenIDConnectProviderCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetUserCommand,
  ListAccessKeysCommand,
  ListAccountAliasesCommand,
  ListAttachedRolePoliciesCommand,
  ListEntitiesForPolicyCommand,
  ListGroupsForUserCommand,
  ListOpenIDConnectProvidersCommand,
  ListPoliciesCommand,
  ListPolicyVersionsCommand,
  ListRolePoliciesCommand,
  ListRoleTagsCommand,
  PutGroupPolicyCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  RemoveUserFromGroupCommand,
  SetDefaultPolicyVersionCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAccessKeyCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { allow, documentOf, trusts, trustsService } from '../seed/document';
import { clientsOf, codeOf, messageOf, startTestPractice } from '../test-practice';

let practice: Awaited<ReturnType<typeof startTestPractice>>;
let admin: ReturnType<typeof clientsOf>;
const { tooling } = ACME;

beforeAll(async () => {
  practice = await startTestPractice();
  admin = await practice.admin(tooling);
});
afterAll(() => practice.stop());

const TRUST = documentOf(trustsService('ec2.amazonaws.com'));
const READ = documentOf(allow('s3:GetObject', 'arn:aws:s3:::app-logs/*'));

const makeRole = (RoleName: string, more: { Path?: string; trust?: string } = {}) =>
  admin.iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: more.trust ?? TRUST,
      ...(more.Path && { Path: more.Path }),
    }),
  );

describe('roles', () => {
  it('keeps the trust policy byte for byte, URL-encoded on the wire', async () => {
    const trust = documentOf(
      trusts(`arn:aws:iam::${ACME.prod}:root`, {
        StringEquals: { 'sts:ExternalId': "it's (a) *test*+ü" },
      }),
    );
    const made = await makeRole('exact', { trust, Path: '/made/' });
    expect(made.Role?.Arn).toBe(`arn:aws:iam::${tooling}:role/made/exact`);
    expect(made.Role?.RoleId).toMatch(/^AROA[A-Z2-7]{17}$/);
    const { Role } = await admin.iam.send(new GetRoleCommand({ RoleName: 'exact' }));
    expect(Role?.AssumeRolePolicyDocument).not.toMatch(/[{}!'()*]/);
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toBe(trust);
    expect(Role?.MaxSessionDuration).toBe(3600);
  });

  it('refuses a second role whose name differs in case only', async () => {
    await makeRole('Twice');
    expect(await codeOf(makeRole('tWICE'))).toBe('EntityAlreadyExistsException');
  });

  it.each([
    ['not json', '{oops', 'This policy contains invalid Json'],
    [
      'no principal',
      documentOf({ Effect: 'Allow', Action: 'sts:AssumeRole' }),
      'Missing required field Principal',
    ],
    [
      'a resource',
      documentOf(allow('sts:AssumeRole', '*', { Principal: { AWS: '*' } })),
      'Has prohibited field Resource',
    ],
    [
      'another action',
      documentOf({ Effect: 'Allow', Action: 's3:GetObject', Principal: { AWS: '*' } }),
      'AssumeRole policy may only specify STS AssumeRole actions.',
    ],
    [
      'a role that is not there',
      documentOf(trusts(`arn:aws:iam::${ACME.prod}:role/nobody`)),
      `Invalid principal in policy: "AWS":"arn:aws:iam::${ACME.prod}:role/nobody"`,
    ],
    [
      'an account that is not there',
      documentOf(trusts('123456789012')),
      'Invalid principal in policy: "AWS":"123456789012"',
    ],
    [
      'a wildcard in the middle',
      documentOf(trusts(`arn:aws:iam::${ACME.prod}:role/*`)),
      `Invalid principal in policy: "AWS":"arn:aws:iam::${ACME.prod}:role/*"`,
    ],
  ])('refuses a trust policy with %s', async (_, trust, message) => {
    const made = makeRole('never', { trust });
    await expect(made).rejects.toMatchObject({
      name: 'MalformedPolicyDocumentException',
      message,
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('refuses a trust policy over the quota of 2,048 characters', async () => {
    const names = Array.from(
      { length: 60 },
      () => `arn:aws:iam::${ACME.prod}:role/deploy`,
    );
    expect(await codeOf(makeRole('long', { trust: documentOf(trusts(names)) }))).toBe(
      'LimitExceededException',
    );
  });

  it("says which constraint a name breaks, in AWS's words", async () => {
    expect(await messageOf(makeRole('with space'))).toBe(
      'The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-',
    );
    expect(await messageOf(makeRole('x'.repeat(65)))).toContain(
      "at 'roleName' failed to satisfy constraint: Member must have length less than or equal to 64",
    );
  });

  it('changes trust, description and longest session', async () => {
    await makeRole('changing');
    const RoleName = 'changing';
    await admin.iam.send(
      new UpdateRoleCommand({ RoleName, Description: 'Two', MaxSessionDuration: 7200 }),
    );
    await admin.iam.send(
      new UpdateAssumeRolePolicyCommand({
        RoleName,
        PolicyDocument: documentOf(trusts(tooling)),
      }),
    );
    const { Role } = await admin.iam.send(new GetRoleCommand({ RoleName }));
    expect(Role).toMatchObject({ Description: 'Two', MaxSessionDuration: 7200 });
    expect(Role?.AssumeRolePolicyDocument).toContain(tooling);
    expect(
      await codeOf(
        admin.iam.send(new UpdateRoleCommand({ RoleName, MaxSessionDuration: 99_999 })),
      ),
    ).toBe('ValidationError');
  });

  it('tags, lists tags and removes them, keys ignoring case', async () => {
    const RoleName = 'tagged';
    await makeRole(RoleName);
    await admin.iam.send(
      new TagRoleCommand({
        RoleName,
        Tags: [
          { Key: 'Team', Value: 'a' },
          { Key: 'cost', Value: '' },
        ],
      }),
    );
    await admin.iam.send(
      new TagRoleCommand({ RoleName, Tags: [{ Key: 'team', Value: 'b' }] }),
    );
    const { Tags } = await admin.iam.send(new ListRoleTagsCommand({ RoleName }));
    expect(Tags).toEqual([
      { Key: 'cost', Value: '' },
      { Key: 'team', Value: 'b' },
    ]);
    await admin.iam.send(new UntagRoleCommand({ RoleName, TagKeys: ['TEAM', 'cost'] }));
    expect((await admin.iam.send(new ListRoleTagsCommand({ RoleName }))).Tags).toEqual(
      [],
    );
  });

  it('is deleted only when no policy hangs on it', async () => {
    const RoleName = 'leaving';
    await makeRole(RoleName);
    await admin.iam.send(
      new PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument: READ }),
    );
    await admin.iam.send(
      new AttachRolePolicyCommand({
        RoleName,
        PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
      }),
    );
    const remove = () => codeOf(admin.iam.send(new DeleteRoleCommand({ RoleName })));
    expect(await remove()).toBe('DeleteConflictException');
    await admin.iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'p' }));
    expect(await remove()).toBe('DeleteConflictException');
    await admin.iam.send(
      new DetachRolePolicyCommand({
        RoleName,
        PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
      }),
    );
    expect(await remove()).toBe('ok');
    await expect(admin.iam.send(new GetRoleCommand({ RoleName }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The role with name leaving cannot be found.',
      $metadata: { httpStatusCode: 404 },
    });
  });

  it('turns the ARN of a deleted role into its unique id where it was trusted', async () => {
    const gone = (await makeRole('gone')).Role;
    await makeRole('trusting', { trust: documentOf(trusts([gone?.Arn ?? '', tooling])) });
    await admin.iam.send(new DeleteRoleCommand({ RoleName: 'gone' }));
    await makeRole('gone');
    const { Role } = await admin.iam.send(new GetRoleCommand({ RoleName: 'trusting' }));
    const trust = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
    expect(JSON.parse(trust).Statement[0].Principal.AWS).toEqual([gone?.RoleId, tooling]);
  });
});

describe('policies', () => {
  it('puts, gets, lists and deletes inline policies', async () => {
    const RoleName = 'inline';
    await makeRole(RoleName);
    for (const PolicyName of ['b', 'a'])
      await admin.iam.send(
        new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: READ }),
      );
    const { PolicyNames } = await admin.iam.send(
      new ListRolePoliciesCommand({ RoleName }),
    );
    expect(PolicyNames).toEqual(['a', 'b']);
    const got = await admin.iam.send(
      new GetRolePolicyCommand({ RoleName, PolicyName: 'a' }),
    );
    expect(decodeURIComponent(got.PolicyDocument ?? '')).toBe(READ);
    await admin.iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'a' }));
    expect(
      await messageOf(
        admin.iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: 'a' })),
      ),
    ).toBe('The role policy with name a cannot be found.');
  });

  it('counts all inline policies of a holder against its quota, without white space', async () => {
    const UserName = 'full';
    await admin.iam.send(new CreateUserCommand({ UserName }));
    const big = documentOf(
      allow(
        's3:GetObject',
        Array.from(
          { length: 30 },
          (_, at) => `arn:aws:s3:::bucket-${at}/some/long/prefix/*`,
        ),
      ),
    );
    const put = (PolicyName: string) =>
      codeOf(
        admin.iam.send(
          new PutUserPolicyCommand({ UserName, PolicyName, PolicyDocument: big }),
        ),
      );
    expect(await put('one')).toBe('ok');
    expect(await put('one')).toBe('ok');
    expect(await put('two')).toBe('LimitExceededException');
  });

  it.each([
    ['{"Version":"2012-10-17"}', 'Syntax errors in policy.'],
    [
      '{"Statement":[{"Effect":"Allow","Action":"GetObject","Resource":"*"}]}',
      'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
    ],
    [
      '{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"bucket"}]}',
      'Resource bucket must be in ARN format or "*".',
    ],
    [
      '{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Principal":"*"}]}',
      'Policy document should not specify a principal.',
    ],
    ['jsonCopy code{}', 'This policy contains invalid Json'],
  ])('refuses the policy %s', async (PolicyDocument, message) => {
    await expect(
      admin.iam.send(new CreatePolicyCommand({ PolicyName: 'never', PolicyDocument })),
    ).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException', message });
  });

  it('keeps up to five versions, never numbering one twice', async () => {
    const { Policy } = await admin.iam.send(
      new CreatePolicyCommand({ PolicyName: 'versioned', PolicyDocument: READ }),
    );
    const PolicyArn = Policy?.Arn ?? '';
    const add = () =>
      admin.iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: READ }));
    for (let count = 0; count < 4; count += 1) await add();
    expect(await codeOf(add())).toBe('LimitExceededException');
    await admin.iam.send(
      new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: 'v3' }),
    );
    const { Versions } = await admin.iam.send(
      new ListPolicyVersionsCommand({ PolicyArn }),
    );
    expect(
      Versions?.map(({ VersionId, IsDefaultVersion }) => [VersionId, IsDefaultVersion]),
    ).toEqual([
      ['v1', false],
      ['v2', false],
      ['v3', true],
      ['v4', false],
      ['v5', false],
    ]);
    const { PolicyVersion } = await admin.iam.send(
      new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v3' }),
    );
    expect(decodeURIComponent(PolicyVersion?.Document ?? '')).toBe(READ);
    expect(await codeOf(admin.iam.send(new DeletePolicyCommand({ PolicyArn })))).toBe(
      'DeleteConflictException',
    );
  });

  it("knows AWS's own policies, in every account, and lets nobody write them", async () => {
    const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
    const { Policy } = await admin.iam.send(new GetPolicyCommand({ PolicyArn }));
    expect(Policy).toMatchObject({
      PolicyName: 'AdministratorAccess',
      DefaultVersionId: 'v1',
    });
    const { Policies } = await admin.iam.send(new ListPoliciesCommand({ Scope: 'AWS' }));
    expect(Policies?.length).toBeGreaterThanOrEqual(12);
    expect(
      await codeOf(
        admin.iam.send(
          new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: READ }),
        ),
      ),
    ).toBe('AccessDenied');
    const { PolicyRoles, PolicyUsers } = await admin.iam.send(
      new ListEntitiesForPolicyCommand({ PolicyArn }),
    );
    expect(PolicyUsers?.map(({ UserName }) => UserName)).toEqual(['break-glass']);
    expect(PolicyRoles?.map(({ RoleName }) => RoleName)).toEqual([
      'OrganizationAccountAccessRole',
    ]);
  });

  it('attaches a policy once and lists it', async () => {
    const RoleName = 'attached';
    const PolicyArn = 'arn:aws:iam::aws:policy/job-function/ViewOnlyAccess';
    await makeRole(RoleName);
    for (let count = 0; count < 2; count += 1)
      await admin.iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    const { AttachedPolicies } = await admin.iam.send(
      new ListAttachedRolePoliciesCommand({ RoleName }),
    );
    expect(AttachedPolicies).toEqual([{ PolicyArn, PolicyName: 'ViewOnlyAccess' }]);
    expect(
      await codeOf(
        admin.iam.send(
          new AttachRolePolicyCommand({
            RoleName,
            PolicyArn: 'arn:aws:iam::aws:policy/Nothing',
          }),
        ),
      ),
    ).toBe('NoSuchEntityException');
  });

  it('shows a boundary on its role', async () => {
    const RoleName = 'bounded';
    await makeRole(RoleName);
    const PermissionsBoundary = `arn:aws:iam::${tooling}:policy/ci-boundary`;
    await admin.iam.send(
      new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary }),
    );
    const { Role } = await admin.iam.send(new GetRoleCommand({ RoleName }));
    expect(Role?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(PermissionsBoundary);
    expect(
      await codeOf(
        admin.iam.send(
          new PutRolePermissionsBoundaryCommand({
            RoleName,
            PermissionsBoundary: `${PermissionsBoundary}-not`,
          }),
        ),
      ),
    ).toBe('NoSuchEntityException');
  });
});

describe('users, groups and keys', () => {
  it("lets a group's policy work for its members, as long as they are in it", async () => {
    await admin.iam.send(new CreateGroupCommand({ GroupName: 'readers' }));
    await admin.iam.send(
      new PutGroupPolicyCommand({
        GroupName: 'readers',
        PolicyName: 'look',
        PolicyDocument: documentOf(allow('iam:GetUser')),
      }),
    );
    await admin.iam.send(new CreateUserCommand({ UserName: 'rita' }));
    const rita = await practice.as(`arn:aws:iam::${tooling}:user/rita`);
    const look = () => codeOf(rita.iam.send(new GetUserCommand({})));
    expect(await look()).toBe('AccessDenied');
    await admin.iam.send(
      new AddUserToGroupCommand({ GroupName: 'readers', UserName: 'rita' }),
    );
    expect(await look()).toBe('ok');
    const { Groups } = await admin.iam.send(
      new ListGroupsForUserCommand({ UserName: 'rita' }),
    );
    expect(Groups?.map(({ GroupId }) => GroupId)).toEqual([
      expect.stringMatching(/^AGPA/),
    ]);
    expect(
      await codeOf(admin.iam.send(new DeleteGroupCommand({ GroupName: 'readers' }))),
    ).toBe('DeleteConflictException');
    await admin.iam.send(
      new RemoveUserFromGroupCommand({ GroupName: 'readers', UserName: 'rita' }),
    );
    expect(await look()).toBe('AccessDenied');
  });

  it('makes at most two working keys, and a switched-off key opens nothing', async () => {
    const UserName = 'keyholder';
    await admin.iam.send(new CreateUserCommand({ UserName }));
    const make = () => admin.iam.send(new CreateAccessKeyCommand({ UserName }));
    const { AccessKey } = await make();
    await make();
    expect(await codeOf(make())).toBe('LimitExceededException');
    const AccessKeyId = AccessKey?.AccessKeyId ?? '';
    expect(AccessKeyId).toMatch(/^AKIAPRACTICE[A-Z2-7]{8}$/);
    const own = clientsOf(practice.url, {
      accessKeyId: AccessKeyId,
      secretAccessKey: AccessKey?.SecretAccessKey ?? '',
    });
    const who = () => codeOf(own.sts.send(new GetCallerIdentityCommand({})));
    expect(await who()).toBe('ok');
    const used = await admin.iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId }));
    expect(used).toMatchObject({
      UserName,
      AccessKeyLastUsed: { ServiceName: 'sts', Region: 'us-east-1' },
    });
    await admin.iam.send(
      new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status: 'Inactive' }),
    );
    expect(await who()).toBe('InvalidClientTokenId');
    const { AccessKeyMetadata } = await admin.iam.send(
      new ListAccessKeysCommand({ UserName }),
    );
    expect(AccessKeyMetadata?.map(({ Status }) => Status).sort()).toEqual([
      'Active',
      'Inactive',
    ]);
    expect(await codeOf(admin.iam.send(new DeleteUserCommand({ UserName })))).toBe(
      'DeleteConflictException',
    );
  });

  it('does not list the key it gave the console to act as a user', async () => {
    await practice.actAs(`arn:aws:iam::${ACME.people}:user/anna`);
    const people = await practice.admin(ACME.people);
    const { AccessKeyMetadata } = await people.iam.send(
      new ListAccessKeysCommand({ UserName: 'anna' }),
    );
    expect(AccessKeyMetadata).toEqual([]);
  });
});

describe('the account', () => {
  it('tells its alias, its quotas and its providers', async () => {
    const { AccountAliases } = await admin.iam.send(new ListAccountAliasesCommand({}));
    expect(AccountAliases).toEqual(['acme-tooling']);
    const { SummaryMap } = await admin.iam.send(new GetAccountSummaryCommand({}));
    expect(SummaryMap).toMatchObject({
      AssumeRolePolicySizeQuota: 2048,
      RolePolicySizeQuota: 10_240,
    });
    const { OpenIDConnectProviderList } = await admin.iam.send(
      new ListOpenIDConnectProvidersCommand({}),
    );
    const [provider] = OpenIDConnectProviderList ?? [];
    const { ClientIDList } = await admin.iam.send(
      new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: provider?.Arn }),
    );
    expect(ClientIDList).toEqual(['sts.amazonaws.com']);
  });
});
