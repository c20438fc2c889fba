import {
  AttachRolePolicyCommand,
  CreateServiceLinkedRoleCommand,
  DeleteRoleCommand,
  DeleteServiceLinkedRoleCommand,
  GetRoleCommand,
  GetServiceLinkedRoleDeletionStatusCommand,
  ListAttachedRolePoliciesCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleDescriptionCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentOf, trustsService } from '../seed/document';
import { codeOf, messageOf } from '../test-practice';
import { admin, makeRole, practice, READ, startTooling, tooling } from './test-tooling';

beforeAll(startTooling);
afterAll(() => practice.stop());

const create = (AWSServiceName: string, CustomSuffix?: string) =>
  admin.iam.send(
    new CreateServiceLinkedRoleCommand({
      AWSServiceName,
      ...(CustomSuffix && { CustomSuffix }),
    }),
  );

describe('a service-linked role', () => {
  it("is made from AWS's template, changed by nobody, and deleted by its own operation", async () => {
    const { Role } = await create('ecs.amazonaws.com');
    const RoleName = 'AWSServiceRoleForECS';
    expect(Role?.Arn).toBe(
      `arn:aws:iam::${tooling}:role/aws-service-role/ecs.amazonaws.com/${RoleName}`,
    );
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toContain(
      'ecs.amazonaws.com',
    );
    const { AttachedPolicies } = await admin.iam.send(
      new ListAttachedRolePoliciesCommand({ RoleName }),
    );
    expect(AttachedPolicies?.map(({ PolicyName }) => PolicyName)).toEqual([
      'AmazonECSServiceRolePolicy',
    ]);
    const PolicyDocument = documentOf(trustsService('ec2.amazonaws.com'));
    const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
    for (const change of [
      admin.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument })),
      admin.iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn })),
      admin.iam.send(
        new PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument: READ }),
      ),
      admin.iam.send(new DeleteRoleCommand({ RoleName })),
    ])
      await expect(change).rejects.toMatchObject({
        name: 'UnmodifiableEntityException',
        message: `Cannot perform the operation on the protected role '${RoleName}' - this role is only modifiable by AWS`,
        $metadata: { httpStatusCode: 400 },
      });
    await admin.iam.send(
      new UpdateRoleDescriptionCommand({ RoleName, Description: 'Ours' }),
    );
    const { DeletionTaskId = '' } = await admin.iam.send(
      new DeleteServiceLinkedRoleCommand({ RoleName }),
    );
    expect(DeletionTaskId).toMatch(
      /^task\/aws-service-role\/ecs\.amazonaws\.com\/AWSServiceRoleForECS\/[0-9a-f-]{36}$/,
    );
    const statusOf = (id: string) =>
      admin.iam.send(
        new GetServiceLinkedRoleDeletionStatusCommand({ DeletionTaskId: id }),
      );
    expect((await statusOf(DeletionTaskId)).Status).toBe('SUCCEEDED');
    expect(await codeOf(statusOf(`${DeletionTaskId}0`))).toBe('NoSuchEntityException');
    expect(await codeOf(admin.iam.send(new GetRoleCommand({ RoleName })))).toBe(
      'NoSuchEntityException',
    );
  });

  it('is one of a service, unless the service takes a suffix', async () => {
    await create('autoscaling.amazonaws.com');
    expect(await messageOf(create('autoscaling.amazonaws.com'))).toBe(
      'Service role name AWSServiceRoleForAutoScaling has been taken in this account, please try a different suffix.',
    );
    const { Role } = await create('autoscaling.amazonaws.com', 'batch');
    expect(Role?.RoleName).toBe('AWSServiceRoleForAutoScaling_batch');
    expect(await codeOf(create('rds.amazonaws.com', 'two'))).toBe(
      'InvalidInputException',
    );
    await expect(create('nothing.amazonaws.com')).rejects.toMatchObject({
      name: 'AccessDenied',
      message: 'Cannot find Service Linked Role template for nothing.amazonaws.com',
    });
  });

  it('is not made as a role of its path, and an ordinary role is not deleted as one', async () => {
    expect(
      await codeOf(makeRole('AWSServiceRoleForX', { Path: '/aws-service-role/x/' })),
    ).toBe('ValidationError');
    await makeRole('ordinary');
    expect(
      await codeOf(
        admin.iam.send(new DeleteServiceLinkedRoleCommand({ RoleName: 'ordinary' })),
      ),
    ).toBe('InvalidInputException');
  });
});
