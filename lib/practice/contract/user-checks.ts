import {
  AddUserToGroupCommand,
  CreateAccessKeyCommand,
  CreateAccountAliasCommand,
  CreateGroupCommand,
  CreateOpenIDConnectProviderCommand,
  CreateUserCommand,
  CreateVirtualMFADeviceCommand,
  DeleteUserCommand,
  EnableMFADeviceCommand,
  GenerateCredentialReportCommand,
  GenerateServiceLastAccessedDetailsCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  GetServiceLastAccessedDetailsCommand,
  GetUserCommand,
  ListAccountAliasesCommand,
  ListGroupsForUserCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  SimulateCustomPolicyCommand,
  SimulatePrincipalPolicyCommand,
  TagUserCommand,
} from '@aws-sdk/client-iam';
import { expect } from 'vitest';
import { allow, awsPolicy, deny, documentOf, userArn } from '../seed/document';
import { fresh, refusal } from './refusal';
import type { Checks, Clients } from './scene';

async function namedUser({ iam }: Clients): Promise<string> {
  const UserName = fresh('user');
  await iam.send(new CreateUserCommand({ UserName }));
  return UserName;
}

export const userChecks: Checks = {
  'users and groups have unique ids that tell their kind': async ({ a }) => {
    const UserName = fresh('user');
    const GroupName = fresh('group');
    const { User } = await a.iam.send(new CreateUserCommand({ UserName }));
    const { Group } = await a.iam.send(new CreateGroupCommand({ GroupName }));
    expect(User?.UserId).toMatch(/^AIDA[A-Z0-9]{17}$/);
    expect(Group?.GroupId).toMatch(/^AGPA[A-Z0-9]{17}$/);
  },
  'a missing user is named': async ({ a }) => {
    await refusal(
      a.iam.send(new GetUserCommand({ UserName: 'nobody' })),
      'NoSuchEntityException',
      'The user with name nobody cannot be found.',
    );
  },
  'a user has at most two access keys': async ({ a }) => {
    const UserName = await namedUser(a);
    for (let at = 0; at < 2; at += 1)
      await a.iam.send(new CreateAccessKeyCommand({ UserName }));
    await refusal(
      a.iam.send(new CreateAccessKeyCommand({ UserName })),
      'LimitExceededException',
      'Cannot exceed quota for AccessKeysPerUser: 2',
    );
  },
  'a user with an access key is not deleted': async ({ a }) => {
    const UserName = await namedUser(a);
    await a.iam.send(new CreateAccessKeyCommand({ UserName }));
    await refusal(
      a.iam.send(new DeleteUserCommand({ UserName })),
      'DeleteConflictException',
      'Cannot delete entity, must delete access keys first.',
    );
  },
  'a user in a group is not deleted, and says which groups': async ({ a }) => {
    const UserName = await namedUser(a);
    const GroupName = fresh('group');
    await a.iam.send(new CreateGroupCommand({ GroupName }));
    await a.iam.send(new AddUserToGroupCommand({ UserName, GroupName }));
    const { Groups = [] } = await a.iam.send(new ListGroupsForUserCommand({ UserName }));
    expect(Groups.map((group) => group.GroupName)).toEqual([GroupName]);
    await refusal(
      a.iam.send(new DeleteUserCommand({ UserName })),
      'DeleteConflictException',
      'Cannot delete entity, must remove users from group first.',
    );
  },
  'a user takes a boundary': async ({ a }) => {
    const UserName = await namedUser(a);
    const PermissionsBoundary = awsPolicy('ReadOnlyAccess');
    await a.iam.send(
      new PutUserPermissionsBoundaryCommand({ UserName, PermissionsBoundary }),
    );
    const { User } = await a.iam.send(new GetUserCommand({ UserName }));
    expect(User?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(PermissionsBoundary);
  },
  'tag keys that differ by case only are refused together': async ({ a }) => {
    const UserName = await namedUser(a);
    const Tags = [
      { Key: 'team', Value: '1' },
      { Key: 'Team', Value: '2' },
    ];
    await refusal(
      a.iam.send(new TagUserCommand({ UserName, Tags })),
      'InvalidInputException',
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    );
  },
  'an MFA device is not enabled by wrong codes': async ({ a }) => {
    const UserName = await namedUser(a);
    const { VirtualMFADevice } = await a.iam.send(
      new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: UserName }),
    );
    const SerialNumber = VirtualMFADevice?.SerialNumber;
    expect(SerialNumber).toBe(`arn:aws:iam::${a.id}:mfa/${UserName}`);
    await refusal(
      a.iam.send(
        new EnableMFADeviceCommand({
          UserName,
          SerialNumber,
          AuthenticationCode1: '000000',
          AuthenticationCode2: '000000',
        }),
      ),
      'InvalidAuthenticationCodeException',
    );
  },
};

export const accountChecks: Checks = {
  'an alias belongs to one account': async ({ a, b }) => {
    const AccountAlias = fresh('alias');
    await a.iam.send(new CreateAccountAliasCommand({ AccountAlias }));
    const { AccountAliases } = await a.iam.send(new ListAccountAliasesCommand({}));
    expect(AccountAliases).toEqual([AccountAlias]);
    const other = await b.iam.send(new ListAccountAliasesCommand({}));
    expect(other.AccountAliases).toEqual([]);
  },
  'the summary tells quotas': async ({ a }) => {
    const { SummaryMap } = await a.iam.send(new GetAccountSummaryCommand({}));
    expect(SummaryMap).toMatchObject({
      AccessKeysPerUserQuota: 2,
      VersionsPerPolicyQuota: 5,
      AttachedPoliciesPerRoleQuota: 10,
    });
  },
  'an identity provider is there once': async ({ a }) => {
    const Url = `https://${fresh('idp')}.example`;
    const input = { Url, ClientIDList: ['x'], ThumbprintList: ['a'.repeat(40)] };
    const made = await a.iam.send(new CreateOpenIDConnectProviderCommand(input));
    expect(made.OpenIDConnectProviderArn).toBe(
      `arn:aws:iam::${a.id}:oidc-provider/${Url.slice(8)}`,
    );
    await refusal(
      a.iam.send(new CreateOpenIDConnectProviderCommand(input)),
      'EntityAlreadyExistsException',
    );
  },
  'the credential report begins with the root user': async ({ a }) => {
    await a.iam.send(new GenerateCredentialReportCommand({}));
    const { Content, ReportFormat } = await a.iam.send(
      new GetCredentialReportCommand({}),
    );
    expect(ReportFormat).toBe('text/csv');
    const lines = new TextDecoder().decode(Content).split('\n');
    expect(lines[0]).toMatch(/^user,arn,user_creation_time,password_enabled/);
    expect(lines[1]).toMatch(/^<root_account>,/);
  },
  'a report tells which services were used': async ({ a }) => {
    const Arn = userArn(a.id, 'contract-admin');
    const { JobId } = await a.iam.send(
      new GenerateServiceLastAccessedDetailsCommand({ Arn }),
    );
    const report = await a.iam.send(new GetServiceLastAccessedDetailsCommand({ JobId }));
    expect(report.ServicesLastAccessed?.map((one) => one.ServiceNamespace)).toContain(
      'iam',
    );
  },
  "a simulation of a user's policies tells allowed, denied and neither": async ({
    a,
  }) => {
    const UserName = await namedUser(a);
    const PolicyDocument = documentOf(allow('s3:*'), deny('s3:DeleteBucket'));
    await a.iam.send(
      new PutUserPolicyCommand({ UserName, PolicyName: 's3', PolicyDocument }),
    );
    const { EvaluationResults = [] } = await a.iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: userArn(a.id, UserName),
        ActionNames: ['s3:GetObject', 's3:DeleteBucket', 'iam:GetUser'],
      }),
    );
    expect(EvaluationResults.map((one) => one.EvalDecision)).toEqual([
      'allowed',
      'explicitDeny',
      'implicitDeny',
    ]);
  },
  'a simulation names the condition keys it was not given': async ({ a }) => {
    const when = { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } };
    const { EvaluationResults = [] } = await a.iam.send(
      new SimulateCustomPolicyCommand({
        PolicyInputList: [documentOf(allow('s3:GetObject', '*', { Condition: when }))],
        ActionNames: ['s3:GetObject'],
      }),
    );
    expect(EvaluationResults[0]).toMatchObject({
      EvalDecision: 'implicitDeny',
      MissingContextValues: ['aws:RequestedRegion'],
    });
  },
};
