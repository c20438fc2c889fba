import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  GetAccountAuthorizationDetailsCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListRolesCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { expect } from 'vitest';
import { allow, awsPolicy, documentOf, roleArn, trustsService } from '../seed/document';
import { fresh, refusal } from './refusal';
import type { Checks, Clients } from './scene';

const TRUST = documentOf(trustsService('ec2.amazonaws.com'));
const READ = documentOf(allow('s3:GetObject', 'arn:aws:s3:::app-logs/*'));
const ADMIN = awsPolicy('AdministratorAccess');

export async function roleIn(
  { iam }: Clients,
  AssumeRolePolicyDocument = TRUST,
  more: { Path?: string; MaxSessionDuration?: number } = {},
): Promise<string> {
  const RoleName = fresh('role');
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument, ...more }));
  return RoleName;
}

export const decoded = (document: string | undefined): unknown =>
  JSON.parse(decodeURIComponent(document ?? ''));

/** RFC 3986, as AWS writes documents in answers of IAM. */
function isEncoded(document: string | undefined, original: string): void {
  expect(document).toMatch(/^%7B/);
  expect(decoded(document)).toEqual(JSON.parse(original));
}

export const roleChecks: Checks = {
  'a new role has its ARN, a unique id and a date': async ({ a }) => {
    const RoleName = fresh('role');
    const { Role } = await a.iam.send(
      new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST, Path: '/x/' }),
    );
    expect(Role).toMatchObject({
      RoleName,
      Path: '/x/',
      Arn: roleArn(a.id, `x/${RoleName}`),
    });
    expect(Role?.RoleId).toMatch(/^AROA[A-Z0-9]{17}$/);
    expect(Role?.CreateDate).toBeInstanceOf(Date);
    isEncoded(Role?.AssumeRolePolicyDocument, TRUST);
  },
  'a role lasts one hour and stands at the root path by default': async ({ a }) => {
    const RoleName = await roleIn(a);
    const { Role } = await a.iam.send(new GetRoleCommand({ RoleName }));
    expect(Role).toMatchObject({ Path: '/', MaxSessionDuration: 3600 });
    isEncoded(Role?.AssumeRolePolicyDocument, TRUST);
  },
  'the trust documents in a list of roles are URL-encoded': async ({ a }) => {
    const RoleName = await roleIn(a);
    const { Roles = [] } = await a.iam.send(new ListRolesCommand({ MaxItems: 1000 }));
    const role = Roles.find((one) => one.RoleName === RoleName);
    isEncoded(role?.AssumeRolePolicyDocument, TRUST);
  },
  'the account details have URL-encoded documents': async ({ a }) => {
    const RoleName = await roleIn(a);
    await a.iam.send(
      new PutRolePolicyCommand({ RoleName, PolicyName: 'read', PolicyDocument: READ }),
    );
    const details = await a.iam.send(
      new GetAccountAuthorizationDetailsCommand({ Filter: ['Role'], MaxItems: 1000 }),
    );
    const role = details.RoleDetailList?.find((one) => one.RoleName === RoleName);
    isEncoded(role?.AssumeRolePolicyDocument, TRUST);
    isEncoded(role?.RolePolicyList?.[0]?.PolicyDocument, READ);
  },
  'the account details come in pages of the asked size': async ({ a }) => {
    for (let at = 0; at < 3; at += 1) await roleIn(a);
    const page = await a.iam.send(
      new GetAccountAuthorizationDetailsCommand({ Filter: ['Role'], MaxItems: 2 }),
    );
    expect(page.RoleDetailList).toHaveLength(2);
    expect(page).toMatchObject({ IsTruncated: true, Marker: expect.any(String) });
  },
  'roles are listed in pages by path, each once': async ({ a }) => {
    const Path = `/${fresh('path')}/`;
    const names: (string | undefined)[] = [];
    for (let at = 0; at < 5; at += 1) names.push(await roleIn(a, TRUST, { Path }));
    const found: (string | undefined)[] = [];
    let Marker: string | undefined;
    const sizes: number[] = [];
    do {
      const page = await a.iam.send(
        new ListRolesCommand({ PathPrefix: Path, MaxItems: 2, Marker }),
      );
      sizes.push(page.Roles?.length ?? 0);
      found.push(...(page.Roles ?? []).map((role) => role.RoleName));
      Marker = page.IsTruncated ? page.Marker : undefined;
    } while (Marker !== undefined);
    expect(sizes).toEqual([2, 2, 1]);
    expect(found.sort()).toEqual(names.sort());
  },
  'a name is taken once': async ({ a }) => {
    const RoleName = await roleIn(a);
    await refusal(
      a.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST })),
      'EntityAlreadyExistsException',
      `Role with name ${RoleName} already exists.`,
    );
  },
  'accounts have their own roles': async ({ a, b }) => {
    const RoleName = await roleIn(a);
    await refusal(b.iam.send(new GetRoleCommand({ RoleName })), 'NoSuchEntityException');
    await b.iam.send(
      new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST }),
    );
  },
  'a missing role is named': async ({ a }) => {
    await refusal(
      a.iam.send(new GetRoleCommand({ RoleName: 'nobody' })),
      'NoSuchEntityException',
      'The role with name nobody cannot be found.',
    );
  },
  'a missing inline policy is named': async ({ a }) => {
    const RoleName = await roleIn(a);
    await refusal(
      a.iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: 'none' })),
      'NoSuchEntityException',
      'The role policy with name none cannot be found.',
    );
  },
  'an inline policy comes back URL-encoded': async ({ a }) => {
    const RoleName = await roleIn(a);
    const named = { RoleName, PolicyName: 'read' };
    await a.iam.send(new PutRolePolicyCommand({ ...named, PolicyDocument: READ }));
    const got = await a.iam.send(new GetRolePolicyCommand(named));
    isEncoded(got.PolicyDocument, READ);
  },
  'a role with an attached policy is not deleted': async ({ a }) => {
    const RoleName = await roleIn(a);
    await a.iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: ADMIN }));
    await refusal(
      a.iam.send(new DeleteRoleCommand({ RoleName })),
      'DeleteConflictException',
      'Cannot delete entity, must detach all policies first.',
    );
  },
  'a role with an inline policy is not deleted': async ({ a }) => {
    const RoleName = await roleIn(a);
    await a.iam.send(
      new PutRolePolicyCommand({ RoleName, PolicyName: 'read', PolicyDocument: READ }),
    );
    await refusal(
      a.iam.send(new DeleteRoleCommand({ RoleName })),
      'DeleteConflictException',
      'Cannot delete entity, must delete policies first.',
    );
  },
  'a role has at most ten attached policies': async ({ a }) => {
    const RoleName = await roleIn(a);
    const names = [
      'AdministratorAccess',
      'PowerUserAccess',
      'ReadOnlyAccess',
      'SecurityAudit',
      'IAMReadOnlyAccess',
      'IAMFullAccess',
      'AmazonS3ReadOnlyAccess',
      'AmazonS3FullAccess',
      'AWSCloudTrail_ReadOnlyAccess',
      'AmazonDynamoDBReadOnlyAccess',
    ];
    for (const name of names)
      await a.iam.send(
        new AttachRolePolicyCommand({ RoleName, PolicyArn: awsPolicy(name) }),
      );
    const PolicyArn = awsPolicy('CloudWatchReadOnlyAccess');
    await refusal(
      a.iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn })),
      'LimitExceededException',
      'Cannot exceed quota for PoliciesPerRole: 10',
    );
  },
  'a session of more than twelve hours is refused': async ({ a }) => {
    await refusal(
      roleIn(a, TRUST, { MaxSessionDuration: 43_201 }),
      /^Validation(Error|Exception)$/,
    );
  },
  'a role name of 65 characters is refused': async ({ a }) => {
    await refusal(
      a.iam.send(
        new CreateRoleCommand({
          RoleName: 'x'.repeat(65),
          AssumeRolePolicyDocument: TRUST,
        }),
      ),
      /^Validation(Error|Exception)$/,
      'Member must have length less than or equal to 64',
    );
  },
  'a boundary is told with the role': async ({ a }) => {
    const RoleName = await roleIn(a);
    const PermissionsBoundary = awsPolicy('ReadOnlyAccess');
    await a.iam.send(
      new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary }),
    );
    const { Role } = await a.iam.send(new GetRoleCommand({ RoleName }));
    expect(Role?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(PermissionsBoundary);
  },
};
