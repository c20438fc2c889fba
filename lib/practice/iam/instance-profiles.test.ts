import {
  AddRoleToInstanceProfileCommand,
  CreateInstanceProfileCommand,
  CreateUserCommand,
  DeleteInstanceProfileCommand,
  DeleteRoleCommand,
  GetAccountAuthorizationDetailsCommand,
  GetInstanceProfileCommand,
  ListInstanceProfilesCommand,
  ListInstanceProfilesForRoleCommand,
  ListInstanceProfileTagsCommand,
  PutUserPolicyCommand,
  RemoveRoleFromInstanceProfileCommand,
  TagInstanceProfileCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allow, documentOf } from '../seed/document';
import { codeOf, messageOf } from '../test-practice';
import { admin, makeRole, practice, startTooling, tooling } from './test-tooling';

beforeAll(startTooling);
afterAll(() => practice.stop());

const create = (InstanceProfileName: string, Path = '/') =>
  admin.iam.send(new CreateInstanceProfileCommand({ InstanceProfileName, Path }));

describe('an instance profile', () => {
  it('holds one role, which stays as long as it is in it', async () => {
    const InstanceProfileName = 'web';
    const RoleName = 'web-server';
    const both = { InstanceProfileName, RoleName };
    await makeRole(RoleName);
    const { InstanceProfile: made } = await create(InstanceProfileName, '/apps/');
    expect(made).toMatchObject({
      Arn: `arn:aws:iam::${tooling}:instance-profile/apps/web`,
      InstanceProfileId: expect.stringMatching(/^AIPA[A-Z2-7]{17}$/),
      Roles: [],
    });
    expect(await messageOf(create('WEB'))).toBe('Instance Profile WEB already exists.');
    const add = () => admin.iam.send(new AddRoleToInstanceProfileCommand(both));
    await add();
    expect(await messageOf(add())).toBe(
      'Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1',
    );
    for (const removal of [
      admin.iam.send(new DeleteRoleCommand({ RoleName })),
      admin.iam.send(new DeleteInstanceProfileCommand({ InstanceProfileName })),
    ])
      await expect(removal).rejects.toMatchObject({
        name: 'DeleteConflictException',
        message: 'Cannot delete entity, must remove roles from instance profile first.',
      });
    const { InstanceProfiles } = await admin.iam.send(
      new ListInstanceProfilesForRoleCommand({ RoleName }),
    );
    expect(InstanceProfiles?.map(({ Roles }) => Roles?.[0]?.RoleName)).toEqual([
      RoleName,
    ]);
    const { RoleDetailList } = await admin.iam.send(
      new GetAccountAuthorizationDetailsCommand({ Filter: ['Role'] }),
    );
    const detail = RoleDetailList?.find((role) => role.RoleName === RoleName);
    expect(detail?.InstanceProfileList?.[0]?.Arn).toBe(made?.Arn);

    const remove = () => admin.iam.send(new RemoveRoleFromInstanceProfileCommand(both));
    await remove();
    expect(await codeOf(remove())).toBe('NoSuchEntityException');
    await admin.iam.send(new DeleteInstanceProfileCommand({ InstanceProfileName }));
    await expect(
      admin.iam.send(new GetInstanceProfileCommand({ InstanceProfileName })),
    ).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'Instance Profile web cannot be found.',
    });
    expect(await codeOf(admin.iam.send(new DeleteRoleCommand({ RoleName })))).toBe('ok');
  });

  it('is listed by path, page by page, and tagged', async () => {
    for (const name of ['c', 'a', 'b']) await create(`listed-${name}`, '/listed/');
    const page = { PathPrefix: '/listed/', MaxItems: 2 };
    const first = await admin.iam.send(new ListInstanceProfilesCommand(page));
    const { Marker } = first;
    const second = await admin.iam.send(
      new ListInstanceProfilesCommand({ ...page, Marker }),
    );
    const names = [...(first.InstanceProfiles ?? []), ...(second.InstanceProfiles ?? [])];
    expect(names.map((one) => one.InstanceProfileName)).toEqual([
      'listed-a',
      'listed-b',
      'listed-c',
    ]);
    expect(second.IsTruncated).toBe(false);
    const InstanceProfileName = 'listed-a';
    const Tags = [{ Key: 'Team', Value: 'web' }];
    await admin.iam.send(new TagInstanceProfileCommand({ InstanceProfileName, Tags }));
    expect(
      (await admin.iam.send(new ListInstanceProfileTagsCommand({ InstanceProfileName })))
        .Tags,
    ).toEqual(Tags);
  });

  it('takes a role only from somebody who may pass it', async () => {
    const UserName = 'profiler';
    await makeRole('passed');
    await create('passing');
    await admin.iam.send(new CreateUserCommand({ UserName }));
    const put = (...actions: string[]) =>
      admin.iam.send(
        new PutUserPolicyCommand({
          UserName,
          PolicyName: 'profiles',
          PolicyDocument: documentOf(
            allow('iam:AddRoleToInstanceProfile'),
            ...actions.map((action) =>
              allow(action, '*', {
                Condition: {
                  StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' },
                },
              }),
            ),
          ),
        }),
      );
    await put();
    const profiler = await practice.as(`arn:aws:iam::${tooling}:user/${UserName}`);
    const add = () =>
      profiler.iam.send(
        new AddRoleToInstanceProfileCommand({
          InstanceProfileName: 'passing',
          RoleName: 'passed',
        }),
      );
    expect(await messageOf(add())).toContain(
      `is not authorized to perform: iam:PassRole on resource: arn:aws:iam::${tooling}:role/passed`,
    );
    await put('iam:PassRole');
    expect(await codeOf(add())).toBe('ok');
  });
});
