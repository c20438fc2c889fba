import {
  GetRoleCommand,
  ListRolesCommand,
  PutRolePolicyCommand,
  UpdateRoleCommand,
} from '@aws-sdk/client-iam';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { GetAccessKeyInfoCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { allow, documentOf, roleArn, rootArn, trusts } from '../seed/document';
import { clientsOf, codeOf, messageOf, startTestPractice } from '../test-practice';
import {
  ANA,
  ana,
  assume,
  makeRole,
  practice,
  sessionOf,
  startCrossings,
} from './test-crossings';

beforeAll(startCrossings);
afterAll(() => practice.stop());

describe('the session', () => {
  it('is who AssumeRole said, and marks the role as used', async () => {
    const arn = await makeRole(ACME.data, 'm-who', trusts(rootArn(ACME.tooling)));
    const { AssumedRoleUser, Credentials } = await assume(ana, arn, {
      RoleSessionName: 'ana@laptop',
    });
    expect(Credentials?.AccessKeyId).toMatch(/^ASIAPRACTICE[A-Z2-7]{8}$/);
    const session = clientsOf(practice.url, {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    });
    const who = await session.sts.send(new GetCallerIdentityCommand({}));
    expect(who).toMatchObject({
      Account: ACME.data,
      Arn: `arn:aws:sts::${ACME.data}:assumed-role/m-who/ana@laptop`,
      UserId: AssumedRoleUser?.AssumedRoleId,
    });
    const { iam } = await practice.admin(ACME.data);
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'm-who' }));
    expect(Role?.RoleLastUsed?.Region).toBe('us-east-1');
    const info = await (await practice.admin(ACME.tooling)).sts.send(
      new GetAccessKeyInfoCommand({ AccessKeyId: Credentials?.AccessKeyId }),
    );
    expect(info.Account).toBe(ACME.data);
  });

  it('is narrowed by an inline session policy and by managed ones', async () => {
    const arn = roleArn(ACME.sandbox, 'm-wide');
    await makeRole(ACME.sandbox, 'm-wide', trusts(rootArn(ACME.tooling)));
    const { iam } = await practice.admin(ACME.sandbox);
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: 'm-wide',
        PolicyName: 'all',
        PolicyDocument: documentOf(allow('*')),
      }),
    );
    const wide = await sessionOf(ana, arn);
    expect(await codeOf(wide.iam.send(new ListRolesCommand({})))).toBe('ok');
    const narrow = await sessionOf(ana, arn, { Policy: documentOf(allow('s3:*')) });
    expect(await codeOf(narrow.s3.send(new ListBucketsCommand({})))).toBe('ok');
    expect(await messageOf(narrow.iam.send(new ListRolesCommand({})))).toContain(
      'because no session policy allows the iam:ListRoles action',
    );
    const managed = await sessionOf(ana, arn, {
      PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/IAMReadOnlyAccess' }],
    });
    expect(await codeOf(managed.iam.send(new ListRolesCommand({})))).toBe('ok');
    expect(await codeOf(managed.s3.send(new ListBucketsCommand({})))).toBe(
      'AccessDenied',
    );
    expect(await codeOf(assume(ana, arn, { Policy: '{oops' }))).toBe(
      'MalformedPolicyDocumentException',
    );
  });

  it('lasts no longer than the role allows, and one hour at most from another role', async () => {
    const arn = await makeRole(ACME.data, 'm-time', trusts([rootArn(ACME.tooling)]));
    const { iam } = await practice.admin(ACME.data);
    expect(await messageOf(assume(ana, arn, { DurationSeconds: 7200 }))).toBe(
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
    await iam.send(
      new UpdateRoleCommand({ RoleName: 'm-time', MaxSessionDuration: 43_200 }),
    );
    expect(await codeOf(assume(ana, arn, { DurationSeconds: 43_200 }))).toBe('ok');
    const first = await makeRole(ACME.tooling, 'm-first', trusts(ANA));
    await (await practice.admin(ACME.tooling)).iam.send(
      new PutRolePolicyCommand({
        RoleName: 'm-first',
        PolicyName: 'p',
        PolicyDocument: documentOf(allow('sts:AssumeRole')),
      }),
    );
    const chained = await sessionOf(ana, first);
    expect(await codeOf(assume(chained, arn, { DurationSeconds: 3600 }))).toBe('ok');
    expect(await messageOf(assume(chained, arn, { DurationSeconds: 3601 }))).toContain(
      '1 hour session limit for roles assumed by role chaining',
    );
    for (const DurationSeconds of [10, 899, 43_201])
      expect(await messageOf(assume(ana, arn, { DurationSeconds }))).toMatch(
        /^1 validation error detected: Value '\d+' at 'durationSeconds'/,
      );
  });

  it('ends when its time is over', async () => {
    const timed = await startTestPractice({ seed: 'small' });
    const keys = await timed.actAs(roleArn(ACME.data, 'data-read'), {
      durationSeconds: 900,
    });
    const session = clientsOf(timed.url, keys);
    expect(await codeOf(session.sts.send(new GetCallerIdentityCommand({})))).toBe('ok');
    await timed.control('POST', '/clock', { advanceSeconds: 901 });
    expect(await codeOf(session.sts.send(new GetCallerIdentityCommand({})))).toBe(
      'ExpiredToken',
    );
    await timed.stop();
  });

  it('takes names AWS takes, and refuses others with the pattern', async () => {
    const arn = await makeRole(ACME.data, 'm-names', trusts(rootArn(ACME.tooling)));
    expect(await messageOf(assume(ana, arn, { RoleSessionName: 'with space' }))).toBe(
      "1 validation error detected: Value 'with space' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
    );
    expect(await codeOf(assume(ana, arn, { RoleSessionName: 'x' }))).toBe(
      'ValidationError',
    );
    expect(await codeOf(assume(ana, 'arn:aws:s3:::not-a-role-at-all'))).toBe(
      'ValidationError',
    );
  });

  it('carries transitive tags and the source identity down a chain', async () => {
    const tagged = (sid: string) => ({
      Sid: sid,
      Effect: 'Allow' as const,
      Principal: { AWS: rootArn(ACME.tooling) },
      Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
    });
    const first = await makeRole(ACME.tooling, 'm-tag1', tagged('a'));
    const second = await makeRole(ACME.data, 'm-tag2', {
      ...tagged('b'),
      Condition: {
        StringEquals: { 'aws:PrincipalTag/team': 'red', 'aws:SourceIdentity': 'ana' },
      },
    });
    await (await practice.admin(ACME.tooling)).iam.send(
      new PutRolePolicyCommand({
        RoleName: 'm-tag1',
        PolicyName: 'p',
        PolicyDocument: documentOf(allow('sts:*')),
      }),
    );
    const withTags = await sessionOf(ana, first, {
      Tags: [{ Key: 'team', Value: 'red' }],
      TransitiveTagKeys: ['team'],
      SourceIdentity: 'ana',
    });
    expect((await assume(withTags, second)).SourceIdentity).toBe('ana');
    expect(await codeOf(assume(withTags, second, { SourceIdentity: 'lee' }))).toBe(
      'ValidationError',
    );
    expect(
      await codeOf(assume(withTags, second, { Tags: [{ Key: 'Team', Value: 'blue' }] })),
    ).toBe('ValidationError');
    expect(await codeOf(assume(await sessionOf(ana, first), second))).toBe(
      'AccessDenied',
    );
  });
});
