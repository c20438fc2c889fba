import {
  CreateAccountAliasCommand,
  CreateInstanceProfileCommand,
  CreateVirtualMFADeviceCommand,
  DeleteAccountAliasCommand,
  DeleteAccountPasswordPolicyCommand,
  GetAccountPasswordPolicyCommand,
  GetAccountSummaryCommand,
  ListAccountAliasesCommand,
  UpdateAccountPasswordPolicyCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { codeOf, messageOf } from '../test-practice';
import { admin, makeRole, practice, startTooling, tooling } from './test-tooling';

beforeAll(startTooling);
afterAll(() => practice.stop());

describe("an account's alias", () => {
  const create = (AccountAlias: string) =>
    admin.iam.send(new CreateAccountAliasCommand({ AccountAlias }));
  const list = async () =>
    (await admin.iam.send(new ListAccountAliasesCommand({}))).AccountAliases;

  it('is one, replaced by the next, and no other account has it', async () => {
    await create('our-tools');
    expect(await list()).toEqual(['our-tools']);
    const other = await practice.admin(ACME.people);
    const taken = other.iam.send(
      new CreateAccountAliasCommand({ AccountAlias: 'our-tools' }),
    );
    await expect(taken).rejects.toMatchObject({
      name: 'EntityAlreadyExistsException',
      message: 'The account alias our-tools already exists.',
    });
    await create('our-other-tools');
    expect(await list()).toEqual(['our-other-tools']);
    const AccountAlias = 'our-other-tools';
    await admin.iam.send(new DeleteAccountAliasCommand({ AccountAlias }));
    expect(await list()).toEqual([]);
    expect(
      await codeOf(admin.iam.send(new DeleteAccountAliasCommand({ AccountAlias }))),
    ).toBe('NoSuchEntityException');
  });

  it.each(['ab', 'Upper', 'two--hyphens', '-start', 'a'.repeat(64)])(
    'is refused as %s',
    async (alias) => {
      expect(await codeOf(create(alias))).toBe('ValidationError');
    },
  );
});

describe('the summary of an account', () => {
  const summary = async () =>
    (await admin.iam.send(new GetAccountSummaryCommand({}))).SummaryMap;

  it('counts what is there, and tells the quotas', async () => {
    const before = new Map(Object.entries((await summary()) ?? {}));
    expect(Object.fromEntries(before)).toMatchObject({
      AttachedPoliciesPerRoleQuota: 10,
      GroupsPerUserQuota: 10,
      InstanceProfilesQuota: 1000,
      PolicySizeQuota: 6144,
      UsersQuota: 5000,
    });
    await makeRole('counted');
    await admin.iam.send(
      new CreateInstanceProfileCommand({ InstanceProfileName: 'counted' }),
    );
    await admin.iam.send(
      new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'counted' }),
    );
    const after = await summary();
    const grown = Object.entries(after ?? {}).filter(
      ([key, count]) => count !== before.get(key),
    );
    expect(grown.map(([key]) => key).sort()).toEqual([
      'InstanceProfiles',
      'MFADevices',
      'Roles',
    ]);
  });
});

describe('a password policy', () => {
  const get = () => admin.iam.send(new GetAccountPasswordPolicyCommand({}));

  it('is there from its first update until it is deleted', async () => {
    expect(await messageOf(get())).toBe(
      `The Password Policy with domain name ${tooling} cannot be found.`,
    );
    await admin.iam.send(
      new UpdateAccountPasswordPolicyCommand({
        MinimumPasswordLength: 14,
        RequireNumbers: true,
        MaxPasswordAge: 90,
      }),
    );
    expect((await get()).PasswordPolicy).toEqual({
      MinimumPasswordLength: 14,
      RequireSymbols: false,
      RequireNumbers: true,
      RequireUppercaseCharacters: false,
      RequireLowercaseCharacters: false,
      AllowUsersToChangePassword: false,
      ExpirePasswords: true,
      MaxPasswordAge: 90,
      HardExpiry: false,
    });
    const remove = () => admin.iam.send(new DeleteAccountPasswordPolicyCommand({}));
    await remove();
    expect(await codeOf(remove())).toBe('NoSuchEntityException');
  });

  it.each([{ MinimumPasswordLength: 5 }, { MaxPasswordAge: 1096 }])(
    'is refused with %o',
    async (input) => {
      const update = admin.iam.send(new UpdateAccountPasswordPolicyCommand(input));
      expect(await codeOf(update)).toBe('ValidationError');
    },
  );
});
