import {
  AddUserToGroupCommand,
  AttachRolePolicyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  ListRolesCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateRoleCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allow, documentOf, trustsService } from '../seed/document';
import { codeOf, messageOf } from '../test-practice';
import { admin, makeRole, practice, READ, startTooling, tooling } from './test-tooling';

beforeAll(startTooling);
afterAll(() => practice.stop());

const AssumeRolePolicyDocument = documentOf(trustsService('ec2.amazonaws.com'));
const create = (RoleName: string, more: object = {}) =>
  admin.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument, ...more }));
const tags = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ Key: `key-${at}`, Value: 'v' }));

/** An identity policy of so many characters without white space. */
function sized(characters: number): string {
  const text = (prefix: string) =>
    documentOf(allow('s3:GetObject', `arn:aws:s3:::b/${prefix}*`));
  const bare = text('').replace(/\s/g, '').length;
  return text('p'.repeat(characters - bare));
}

describe('a limit of a call', () => {
  it('holds for names and paths', async () => {
    expect(await codeOf(create('n'.repeat(64)))).toBe('ok');
    expect(await messageOf(create('n'.repeat(65)))).toContain(
      "at 'roleName' failed to satisfy constraint: Member must have length less than or equal to 64",
    );
    expect(await codeOf(create('deep', { Path: `/${'p'.repeat(510)}/` }))).toBe('ok');
    expect(await messageOf(create('deeper', { Path: `/${'p'.repeat(511)}/` }))).toContain(
      "at 'path' failed to satisfy constraint: Member must have length less than or equal to 512",
    );
    expect(await messageOf(create('open', { Path: '/team' }))).toContain(
      'The specified value for path is invalid.',
    );
  });

  it('holds for descriptions', async () => {
    expect(await codeOf(create('said', { Description: 'd'.repeat(1000) }))).toBe('ok');
    for (const Description of ['d'.repeat(1001), 'Ключ'])
      expect(await codeOf(create('unsaid', { Description }))).toBe('ValidationError');
  });

  it.each([3599, 43_201])('holds for a longest session of %i s', async (seconds) => {
    const MaxSessionDuration = seconds;
    const most =
      seconds < 3600 ? 'greater than or equal to 3600' : 'less than or equal to 43200';
    const message = `1 validation error detected: Value '${seconds}' at 'maxSessionDuration' failed to satisfy constraint: Member must have value ${most}`;
    expect(await messageOf(create('timed', { MaxSessionDuration }))).toBe(message);
    await makeRole(`timed-${seconds}`);
    const RoleName = `timed-${seconds}`;
    expect(
      await messageOf(
        admin.iam.send(new UpdateRoleCommand({ RoleName, MaxSessionDuration })),
      ),
    ).toBe(message);
  });

  it('tells all of them at once', async () => {
    const made = create('n'.repeat(65), { MaxSessionDuration: 1 });
    expect(await messageOf(made)).toMatch(/^2 validation errors detected: .*; Value '1'/);
  });

  it('holds for how many items a page has', async () => {
    expect(await codeOf(admin.iam.send(new ListRolesCommand({ MaxItems: 1001 })))).toBe(
      'ValidationError',
    );
  });
});

describe('a quota', () => {
  it('holds for tags, of a call and of a role', async () => {
    expect(await codeOf(create('many', { Tags: tags(51) }))).toBe('ValidationError');
    expect(await codeOf(create('many', { Tags: tags(50) }))).toBe('ok');
    const RoleName = 'many';
    const one = (Key: string) =>
      codeOf(
        admin.iam.send(new TagRoleCommand({ RoleName, Tags: [{ Key, Value: 'x' }] })),
      );
    expect(await one('KEY-7')).toBe('ok');
    expect(await one('another')).toBe('LimitExceededException');
    const TagKeys = tags(51).map(({ Key }) => Key);
    expect(
      await codeOf(admin.iam.send(new UntagRoleCommand({ RoleName, TagKeys }))),
    ).toBe('ValidationError');
  });

  it('holds for session tags', async () => {
    const assume = admin.sts.send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${tooling}:role/many`,
        RoleSessionName: 'tagged',
        Tags: tags(51),
      }),
    );
    expect(await messageOf(assume)).toContain(
      "at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50",
    );
  });

  it('holds for the inline policies of a role together', async () => {
    const RoleName = 'wordy';
    await makeRole(RoleName);
    const put = (PolicyName: string, PolicyDocument: string) =>
      codeOf(
        admin.iam.send(
          new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }),
        ),
      );
    expect(await put('a', sized(5000))).toBe('ok');
    expect(await put('b', sized(5240))).toBe('ok');
    expect(await put('b', sized(5241))).toBe('LimitExceededException');
    expect(await put('b', `${sized(5240)}\n   `)).toBe('ok');
  });

  it('holds for a managed policy', async () => {
    const make = (PolicyName: string, PolicyDocument: string) =>
      codeOf(admin.iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument })));
    expect(await make('full', sized(6144))).toBe('ok');
    expect(await make('over', sized(6145))).toBe('LimitExceededException');
  });

  it('holds for the managed policies of a role', async () => {
    const RoleName = 'attached-often';
    await makeRole(RoleName);
    const codes: string[] = [];
    for (let at = 0; at < 11; at += 1) {
      const { Policy } = await admin.iam.send(
        new CreatePolicyCommand({ PolicyName: `one-${at}`, PolicyDocument: READ }),
      );
      const PolicyArn = Policy?.Arn ?? '';
      codes.push(
        await codeOf(
          admin.iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn })),
        ),
      );
    }
    expect(codes).toEqual([...Array(10).fill('ok'), 'LimitExceededException']);
  });

  it('holds for the groups of a user', async () => {
    const UserName = 'joiner';
    await admin.iam.send(new CreateUserCommand({ UserName }));
    const codes: string[] = [];
    for (let at = 0; at < 11; at += 1) {
      const GroupName = `club-${at}`;
      await admin.iam.send(new CreateGroupCommand({ GroupName }));
      codes.push(
        await codeOf(admin.iam.send(new AddUserToGroupCommand({ UserName, GroupName }))),
      );
    }
    expect(codes).toEqual([...Array(10).fill('ok'), 'LimitExceededException']);
  });
});

describe('a document', () => {
  const VENDOR =
    'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
  it.each([
    [
      'an operator IAM does not have',
      { Matches: { 'aws:x': 'v' } },
      'Syntax errors in policy.',
    ],
    [
      'an address that is none',
      { IpAddress: { 'aws:SourceIp': '10.0.0.0/33' } },
      'Syntax errors in policy.',
    ],
    ['a key without a service', { StringEquals: { ExternalId: 'x' } }, VENDOR],
  ])('with %s is refused', async (_, Condition, message) => {
    const PolicyDocument = documentOf(allow('s3:GetObject', '*', { Condition }));
    const made = admin.iam.send(
      new CreatePolicyCommand({ PolicyName: 'never', PolicyDocument }),
    );
    await expect(made).rejects.toMatchObject({
      name: 'MalformedPolicyDocumentException',
      message,
    });
  });

  it('that names an element twice is refused', async () => {
    const PolicyDocument = READ.replace('{', '{"Version":"2012-10-17",');
    const made = admin.iam.send(
      new CreatePolicyCommand({ PolicyName: 'never', PolicyDocument }),
    );
    expect(await codeOf(made)).toBe('MalformedPolicyDocumentException');
  });
});
