import {
  AttachRolePolicyCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  ListRoleTagsCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { allow, documentOf, rootArn, trusts } from '../seed/document';
import { codeOf, messageOf } from '../test-practice';
import { admin, makeRole, practice, READ, startTooling, tooling } from './test-tooling';

beforeAll(startTooling);
afterAll(() => practice.stop());

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
    expect(JSON.parse(trust).Statement[0].Principal.AWS).toEqual([
      gone?.RoleId,
      rootArn(tooling),
    ]);
  });
});
