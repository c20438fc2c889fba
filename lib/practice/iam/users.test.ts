import {
  AddUserToGroupCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateUserCommand,
  DeleteGroupCommand,
  DeleteUserCommand,
  GetAccessKeyLastUsedCommand,
  GetAccountSummaryCommand,
  GetOpenIDConnectProviderCommand,
  GetUserCommand,
  ListAccessKeysCommand,
  ListAccountAliasesCommand,
  ListGroupsForUserCommand,
  ListOpenIDConnectProvidersCommand,
  PutGroupPolicyCommand,
  RemoveUserFromGroupCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { allow, documentOf } from '../seed/document';
import { clientsOf, codeOf } from '../test-practice';
import { admin, practice, startTooling, tooling } from './test-tooling';

beforeAll(startTooling);
afterAll(() => practice.stop());

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
