import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateUserCommand,
  DeletePolicyCommand,
  DeleteRolePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListEntitiesForPolicyCommand,
  ListPoliciesCommand,
  ListPolicyVersionsCommand,
  ListRolePoliciesCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  SetDefaultPolicyVersionCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allow, documentOf } from '../seed/document';
import { codeOf, messageOf } from '../test-practice';
import { admin, makeRole, practice, READ, startTooling, tooling } from './test-tooling';

beforeAll(startTooling);
afterAll(() => practice.stop());

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
    expect(Policies?.length).toBeGreaterThanOrEqual(60);
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
