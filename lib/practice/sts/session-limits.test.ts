import { PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import type { Tag } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { allow, documentOf, rootArn } from '../seed/document';
import { codeOf, messageOf } from '../test-practice';
import {
  ana,
  assume,
  makeRole,
  practice,
  sessionOf,
  startCrossings,
} from './test-crossings';

let arn: string;

beforeAll(async () => {
  await startCrossings();
  arn = await makeRole(ACME.data, 'm-limits', {
    Effect: 'Allow',
    Principal: { AWS: rootArn(ACME.tooling) },
    Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
  });
});
afterAll(() => practice.stop());

const tags = (count: number, length: number): Tag[] =>
  Array.from({ length: count }, (_, at) => ({
    Key: `t${at}`,
    Value: 'a'.repeat(length),
  }));

describe('what is passed to a session', () => {
  it('tells its packed size, and nothing when there is none', async () => {
    expect((await assume(ana, arn)).PackedPolicySize).toBeUndefined();
    const { PackedPolicySize } = await assume(ana, arn, { Tags: tags(1, 20) });
    expect(PackedPolicySize).toBeGreaterThan(0);
    expect(PackedPolicySize).toBeLessThan(20);
  });

  it('is refused when it takes more room than there is', async () => {
    await expect(assume(ana, arn, { Tags: tags(9, 250) })).rejects.toMatchObject({
      name: 'PackedPolicyTooLargeException',
      message: expect.stringMatching(
        /^Packed size of session tags consumes \d{3}% of allotted space\.$/,
      ),
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('has limits of its own: 50 tags, 2,048 characters, 10 managed policies', async () => {
    expect(await codeOf(assume(ana, arn, { Tags: tags(51, 0) }))).toBe('ValidationError');
    const Policy = documentOf(allow(`s3:${'a'.repeat(2048)}`));
    expect(await codeOf(assume(ana, arn, { Policy }))).toBe('ValidationError');
    const PolicyArns = Array.from({ length: 11 }, () => ({
      arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
    }));
    expect(await codeOf(assume(ana, arn, { PolicyArns }))).toBe('ValidationError');
  });

  it('passes on only tags that the session has', async () => {
    const refused = assume(ana, arn, {
      Tags: [{ Key: 'team', Value: 'red' }],
      TransitiveTagKeys: ['ticket'],
    });
    expect(await messageOf(refused)).toBe(
      'The specified transitive tag key must be included in the requested tags.',
    );
    const taken = assume(ana, arn, {
      Tags: [{ Key: 'team', Value: 'red' }],
      TransitiveTagKeys: ['Team'],
    });
    expect(await codeOf(taken)).toBe('ok');
  });
});

describe('later requests of a session', () => {
  const list = new ListBucketsCommand({});
  const withRule = async (condition: Record<string, Record<string, string>>) => {
    const { iam } = await practice.admin(ACME.data);
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: 'm-limits',
        PolicyName: 'rule',
        PolicyDocument: documentOf(
          allow('s3:ListAllMyBuckets', '*', { Condition: condition }),
        ),
      }),
    );
  };

  it.each([
    [{ StringLike: { 'aws:userid': '*:ana-1' } }],
    [{ StringEquals: { 'aws:PrincipalTag/team': 'red' } }],
    [{ StringEquals: { 'aws:SourceIdentity': 'ana' } }],
    [{ Null: { 'aws:username': 'true', 'aws:FederatedProvider': 'true' } }],
    [{ DateGreaterThan: { 'aws:TokenIssueTime': '2020-01-01T00:00:00Z' } }],
    [{ Bool: { 'aws:MultiFactorAuthPresent': 'false' } }],
    [{ ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${ACME.data}:role/m-limits` } }],
  ])('carry %j', async (condition) => {
    await withRule(condition as Record<string, Record<string, string>>);
    const session = await sessionOf(ana, arn, {
      RoleSessionName: 'ana-1',
      SourceIdentity: 'ana',
      Tags: [{ Key: 'team', Value: 'red' }],
    });
    expect(await codeOf(session.s3.send(list))).toBe('ok');
  });

  it.each([
    [{ StringLike: { 'aws:userid': '*:ana-2' } }],
    [{ DateLessThan: { 'aws:TokenIssueTime': '2020-01-01T00:00:00Z' } }],
    [{ StringEquals: { 'aws:PrincipalTag/team': 'red' } }],
  ])('do not carry %j without having been made so', async (condition) => {
    await withRule(condition as Record<string, Record<string, string>>);
    const session = await sessionOf(ana, arn, { RoleSessionName: 'ana-1' });
    expect(await codeOf(session.s3.send(list))).toBe('AccessDenied');
  });
});
