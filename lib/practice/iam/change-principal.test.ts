import {
  CreateGroupCommand,
  CreateUserCommand,
  DeleteUserCommand,
  GetRoleCommand,
  GetUserCommand,
  PutUserPolicyCommand,
  UpdateGroupCommand,
  UpdateUserCommand,
} from '@aws-sdk/client-iam';
import { GetBucketPolicyCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { allow, documentOf, rootArn, trusts, userArn } from '../seed/document';
import { type clientsOf, codeOf } from '../test-practice';
import { admin, makeRole, practice, startTooling, tooling } from './test-tooling';

let people: ReturnType<typeof clientsOf>;
let data: ReturnType<typeof clientsOf>;

beforeAll(async () => {
  await startTooling();
  people = await practice.admin(ACME.people);
  data = await practice.admin(ACME.data);
});
afterAll(() => practice.stop());

const Bucket = 'app-logs';
const arnOf = (pathAndName: string) => `arn:aws:iam::${ACME.people}:user/${pathAndName}`;

/** A user of one account, trusted by a role of another and by a bucket. */
async function trusted(UserName: string) {
  const { User } = await people.iam.send(new CreateUserCommand({ UserName }));
  const RoleName = `trusts-${UserName}`;
  const arn = User?.Arn ?? '';
  await makeRole(RoleName, {
    trust: documentOf(trusts([arn, tooling], { ArnEquals: { 'aws:PrincipalArn': arn } })),
  });
  await data.s3.send(
    new PutBucketPolicyCommand({
      Bucket,
      Policy: documentOf(
        allow('s3:GetObject', `arn:aws:s3:::${Bucket}/*`, { Principal: { AWS: arn } }),
      ),
    }),
  );
  const role = async () => {
    const { Role } = await admin.iam.send(new GetRoleCommand({ RoleName }));
    return JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''))
      .Statement[0];
  };
  const bucket = async () => {
    const { Policy } = await data.s3.send(new GetBucketPolicyCommand({ Bucket }));
    return JSON.parse(Policy ?? '').Statement[0];
  };
  return { id: User?.UserId, arn, role, bucket };
}

describe('a policy that names a user of another account', () => {
  it('keeps the unique id of a deleted one, where it stands as a principal', async () => {
    const { id, arn, role, bucket } = await trusted('leaver');
    await people.iam.send(new DeleteUserCommand({ UserName: 'leaver' }));
    await people.iam.send(new CreateUserCommand({ UserName: 'leaver' }));
    expect((await role()).Principal.AWS).toEqual([id, rootArn(tooling)]);
    expect((await role()).Condition.ArnEquals['aws:PrincipalArn']).toBe(arn);
    expect((await bucket()).Principal.AWS).toBe(id);
  });

  it('follows a renamed one, whose keys go on working', async () => {
    const UserName = 'maiden';
    const { id, role, bucket } = await trusted(UserName);
    const own = await practice.as(arnOf(UserName));
    await people.iam.send(
      new UpdateUserCommand({ UserName, NewUserName: 'married', NewPath: '/team/' }),
    );
    expect((await role()).Principal.AWS).toEqual([
      arnOf('team/married'),
      rootArn(tooling),
    ]);
    expect((await bucket()).Principal.AWS).toBe(arnOf('team/married'));
    const { User } = await people.iam.send(new GetUserCommand({ UserName: 'married' }));
    expect(User).toMatchObject({ UserId: id, Arn: arnOf('team/married') });
    expect(await codeOf(people.iam.send(new GetUserCommand({ UserName })))).toBe(
      'NoSuchEntityException',
    );
    await expect(own.iam.send(new GetUserCommand({}))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining(
        `User: ${arnOf('team/married')} is not authorized`,
      ),
    });
  });
});

describe('a new name', () => {
  it('is refused when somebody has it, in any case of letters', async () => {
    for (const UserName of ['one', 'two'])
      await admin.iam.send(new CreateUserCommand({ UserName }));
    const rename = (NewUserName: string) =>
      admin.iam.send(new UpdateUserCommand({ UserName: 'one', NewUserName }));
    await expect(rename('TWO')).rejects.toMatchObject({
      name: 'EntityAlreadyExistsException',
      message: 'User with name TWO already exists.',
    });
    expect(await codeOf(rename('a b'))).toBe('ValidationError');
    expect(await codeOf(rename('ONE'))).toBe('ok');
  });

  it('needs the permission on what it was and on what it is to be', async () => {
    const renamer = 'renamer';
    await admin.iam.send(new CreateUserCommand({ UserName: renamer }));
    await admin.iam.send(new CreateUserCommand({ UserName: 'old', Path: '/in/' }));
    await admin.iam.send(new CreateGroupCommand({ GroupName: 'old', Path: '/in/' }));
    const may = async (...paths: string[]) => {
      const resources = paths.flatMap((path) =>
        ['user', 'group'].map((kind) => `arn:aws:iam::${tooling}:${kind}/${path}/*`),
      );
      await admin.iam.send(
        new PutUserPolicyCommand({
          UserName: renamer,
          PolicyName: 'rename',
          PolicyDocument: documentOf(
            allow(['iam:UpdateUser', 'iam:UpdateGroup'], resources),
          ),
        }),
      );
      const { iam } = await practice.as(userArn(tooling, renamer));
      const NewPath = '/out/';
      return Promise.all([
        codeOf(iam.send(new UpdateUserCommand({ UserName: 'old', NewPath }))),
        codeOf(iam.send(new UpdateGroupCommand({ GroupName: 'old', NewPath }))),
      ]);
    };
    expect(await may('in')).toEqual(['AccessDenied', 'AccessDenied']);
    expect(await may('out')).toEqual(['AccessDenied', 'AccessDenied']);
    expect(await may('in', 'out')).toEqual(['ok', 'ok']);
  });
});
