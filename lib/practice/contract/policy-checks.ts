import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  type IAMClient,
  ListEntitiesForPolicyCommand,
  ListPoliciesCommand,
  ListPolicyVersionsCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  SetDefaultPolicyVersionCommand,
} from '@aws-sdk/client-iam';
import { expect } from 'vitest';
import { allow, awsPolicy, documentOf } from '../seed/document';
import { fresh, refusal } from './refusal';
import { roleIn } from './role-checks';
import type { Checks } from './scene';

const READ = documentOf(allow('s3:GetObject', 'arn:aws:s3:::app-logs/*'));
const LIST = documentOf(allow('s3:ListBucket', 'arn:aws:s3:::app-logs'));

async function policyIn({ iam }: { iam: IAMClient }): Promise<string> {
  const PolicyName = fresh('policy');
  const made = await iam.send(
    new CreatePolicyCommand({ PolicyName, PolicyDocument: READ }),
  );
  return made.Policy?.Arn ?? '';
}

const newVersion = (PolicyArn: string, SetAsDefault = false) =>
  new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: LIST, SetAsDefault });

export const policyChecks: Checks = {
  'a new policy has one version, attached to nobody': async ({ a }) => {
    const PolicyName = fresh('policy');
    const { Policy } = await a.iam.send(
      new CreatePolicyCommand({ PolicyName, PolicyDocument: READ }),
    );
    expect(Policy).toMatchObject({
      Arn: `arn:aws:iam::${a.id}:policy/${PolicyName}`,
      DefaultVersionId: 'v1',
      AttachmentCount: 0,
      PermissionsBoundaryUsageCount: 0,
      IsAttachable: true,
    });
    expect(Policy?.PolicyId).toMatch(/^ANPA[A-Z0-9]{17}$/);
  },
  'a name is taken once': async ({ a }) => {
    const PolicyName = (await policyIn(a)).split('/')[1];
    await refusal(
      a.iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument: READ })),
      'EntityAlreadyExistsException',
      `A policy called ${PolicyName} already exists. Duplicate names are not allowed.`,
    );
  },
  'the document of a version is URL-encoded': async ({ a }) => {
    const PolicyArn = await policyIn(a);
    const got = await a.iam.send(
      new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v1' }),
    );
    const document = got.PolicyVersion?.Document ?? '';
    expect(document).toMatch(/^%7B/);
    expect(decodeURIComponent(document)).toBe(READ);
  },
  'a version can become the default': async ({ a }) => {
    const PolicyArn = await policyIn(a);
    await a.iam.send(newVersion(PolicyArn));
    await a.iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: 'v2' }));
    const { Policy } = await a.iam.send(new GetPolicyCommand({ PolicyArn }));
    expect(Policy?.DefaultVersionId).toBe('v2');
    const { Versions = [] } = await a.iam.send(
      new ListPolicyVersionsCommand({ PolicyArn }),
    );
    expect(Versions.map((one) => [one.VersionId, one.IsDefaultVersion]).sort()).toEqual([
      ['v1', false],
      ['v2', true],
    ]);
  },
  'there are at most five versions': async ({ a }) => {
    const PolicyArn = await policyIn(a);
    for (let at = 0; at < 4; at += 1) await a.iam.send(newVersion(PolicyArn));
    await refusal(
      a.iam.send(newVersion(PolicyArn)),
      'LimitExceededException',
      'A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.',
    );
  },
  'a deleted version gives its number to nobody': async ({ a }) => {
    const PolicyArn = await policyIn(a);
    await a.iam.send(newVersion(PolicyArn));
    await a.iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v2' }));
    const { PolicyVersion } = await a.iam.send(newVersion(PolicyArn));
    expect(PolicyVersion?.VersionId).toBe('v3');
  },
  'the default version is not deleted': async ({ a }) => {
    const PolicyArn = await policyIn(a);
    await refusal(
      a.iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v1' })),
      'DeleteConflictException',
      'Cannot delete the default version of a policy.',
    );
  },
  'an attached policy is not deleted': async ({ a }) => {
    const PolicyArn = await policyIn(a);
    const RoleName = await roleIn(a);
    await a.iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    await refusal(
      a.iam.send(new DeletePolicyCommand({ PolicyArn })),
      'DeleteConflictException',
      'Cannot delete a policy attached to entities.',
    );
  },
  'a missing policy is not attached': async ({ a }) => {
    const RoleName = await roleIn(a);
    const PolicyArn = `arn:aws:iam::${a.id}:policy/none`;
    await refusal(
      a.iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn })),
      'NoSuchEntityException',
      `Policy ${PolicyArn} does not exist or is not attachable.`,
    );
  },
  'who has a policy is told, by use': async ({ a }) => {
    const PolicyArn = await policyIn(a);
    const attached = await roleIn(a);
    const bounded = await roleIn(a);
    await a.iam.send(new AttachRolePolicyCommand({ RoleName: attached, PolicyArn }));
    await a.iam.send(
      new PutRolePermissionsBoundaryCommand({
        RoleName: bounded,
        PermissionsBoundary: PolicyArn,
      }),
    );
    const having = async (
      PolicyUsageFilter: 'PermissionsPolicy' | 'PermissionsBoundary',
    ) => {
      const { PolicyRoles = [] } = await a.iam.send(
        new ListEntitiesForPolicyCommand({ PolicyArn, PolicyUsageFilter }),
      );
      return PolicyRoles.map(({ RoleName }) => RoleName);
    };
    expect(await having('PermissionsPolicy')).toEqual([attached]);
    expect(await having('PermissionsBoundary')).toEqual([bounded]);
  },
  "AWS's own policies are listed apart": async ({ a }) => {
    await policyIn(a);
    const { Policies = [], IsTruncated } = await a.iam.send(
      new ListPoliciesCommand({ Scope: 'AWS', MaxItems: 5 }),
    );
    expect(Policies).toHaveLength(5);
    expect(IsTruncated).toBe(true);
    for (const { Arn } of Policies) expect(Arn).toMatch(/^arn:aws:iam::aws:policy\//);
    const { Policy } = await a.iam.send(
      new GetPolicyCommand({ PolicyArn: awsPolicy('ReadOnlyAccess') }),
    );
    expect(Policy?.PolicyName).toBe('ReadOnlyAccess');
  },
  'a statement without a resource is refused': async ({ a }) => {
    const RoleName = await roleIn(a);
    const Statement = [{ Effect: 'Allow', Action: 's3:GetObject' }];
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
    await refusal(
      a.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'x', PolicyDocument })),
      'MalformedPolicyDocumentException',
      'Policy statement must contain resources.',
    );
  },
};
