import {
  type Access,
  CheckAccessNotGrantedCommand,
  type PolicyType,
  ValidatePolicyCommand,
  type ValidatePolicyCommandInput,
} from '@aws-sdk/client-accessanalyzer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { allow, deny, documentOf, roleArn, rootArn, trusts } from '../seed/document';
import { codeOf, startTestPractice } from '../test-practice';

let practice: Awaited<ReturnType<typeof startTestPractice>>;
let prod: Awaited<ReturnType<typeof practice.admin>>;

beforeAll(async () => {
  practice = await startTestPractice();
  prod = await practice.admin(ACME.prod);
});
afterAll(() => practice.stop());

const validate = async (
  policyDocument: string,
  more: Partial<ValidatePolicyCommandInput> = {},
) =>
  prod.accessAnalyzer.send(
    new ValidatePolicyCommand({
      policyDocument,
      policyType: 'IDENTITY_POLICY',
      ...more,
    }),
  );
const TRUST = {
  policyType: 'RESOURCE_POLICY',
  validatePolicyResourceType: 'AWS::IAM::AssumeRolePolicyDocument',
} as const;

describe('ValidatePolicy', () => {
  it('finds nothing wrong with a sound policy', async () => {
    const sound = documentOf(allow('s3:GetObject', 'arn:aws:s3:::app-logs/*'));
    expect((await validate(sound)).findings).toEqual([]);
    const trust = documentOf(trusts(roleArn(ACME.tooling, 'ci-deploy')));
    expect((await validate(trust, TRUST)).findings).toEqual([]);
  });

  it('says what AWS would refuse, and where it stands in the text', async () => {
    const text = documentOf(allow('s3:GetObject'), allow('GetObject'));
    const { findings } = await validate(text);
    expect(findings).toHaveLength(1);
    expect(findings?.[0]).toMatchObject({
      findingType: 'ERROR',
      issueCode: 'INVALID_ACTION',
      locations: [{ path: [{ value: 'Statement' }, { index: 1 }, { value: 'Action' }] }],
    });
    const span = findings?.[0]?.locations?.[0]?.span;
    expect(text.slice(span?.start?.offset, span?.end?.offset)).toBe('"GetObject"');
    expect(text.split('\n')[(span?.start?.line ?? 0) - 1]).toContain('"GetObject"');
  });

  it('warns of what lets strangers in', async () => {
    const open = await validate(documentOf(trusts('*')), TRUST);
    expect(open.findings?.[0]).toMatchObject({
      findingType: 'SECURITY_WARNING',
      issueCode: 'TRUST_PUBLIC',
    });
    const bucket = documentOf({
      ...allow('s3:GetObject', 'arn:aws:s3:::validated/*'),
      Principal: '*',
    });
    const found = await validate(bucket, {
      policyType: 'RESOURCE_POLICY',
      validatePolicyResourceType: 'AWS::S3::Bucket',
    });
    expect(found.findings?.map(({ issueCode }) => issueCode)).toContain('BUCKET_PUBLIC');
  });

  it('warns of policies of the organization that do nothing or too much', async () => {
    const { findings } = await validate(documentOf(deny('*'), deny('s3:DeleteBucket')), {
      policyType: 'SERVICE_CONTROL_POLICY',
    });
    expect(findings).toHaveLength(1);
    expect(findings?.[0]).toMatchObject({
      findingType: 'WARNING',
      issueCode: 'DENIES_EVERYBODY',
      locations: [{ path: [{ value: 'Statement' }, { index: 0 }] }],
    });
    const beyond = documentOf({ ...deny('ec2:StopInstances'), Principal: '*' });
    const control = await validate(beyond, { policyType: 'RESOURCE_CONTROL_POLICY' });
    expect(control.findings?.map(({ issueCode }) => issueCode)).toEqual(['OUT_OF_REACH']);
  });

  it('pages', async () => {
    const wrong = documentOf(allow('a'), allow('b'), allow('c'));
    const first = await validate(wrong, { maxResults: 2 });
    expect(first.findings).toHaveLength(2);
    const second = await validate(wrong, { maxResults: 2, nextToken: first.nextToken });
    expect(second.findings).toHaveLength(1);
    expect(second.nextToken).toBeUndefined();
  });

  it('takes text that is no policy at all as a finding, and unknown types as an error', async () => {
    expect((await validate('{"Version"')).findings?.[0]).toMatchObject({
      findingType: 'ERROR',
      issueCode: 'INVALID_JSON',
    });
    const type = 'SOME_POLICY' as PolicyType;
    expect(await codeOf(validate('{}', { policyType: type }))).toBe(
      'ValidationException',
    );
    const inherited = 'constructor' as PolicyType;
    expect(await codeOf(validate('{}', { policyType: inherited }))).toBe(
      'ValidationException',
    );
    const validatePolicyResourceType = 'toString' as 'AWS::S3::Bucket';
    expect(await codeOf(validate('{}', { ...TRUST, validatePolicyResourceType }))).toBe(
      'ValidationException',
    );
    expect(await codeOf(validate('{}', { nextToken: 'x' }))).toBe('ValidationException');
  });

  it('asks for permission', async () => {
    const build = await practice.as(roleArn(ACME.tooling, 'ci-build'));
    const sent = build.accessAnalyzer.send(
      new ValidatePolicyCommand({ policyDocument: '{}', policyType: 'IDENTITY_POLICY' }),
    );
    await expect(sent).rejects.toMatchObject({
      name: 'AccessDeniedException',
      $metadata: { httpStatusCode: 403 },
    });
  });
});

// biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the policy
const USERS_OWN = 'arn:aws:s3:::${aws:username}/x';

describe('CheckAccessNotGranted', () => {
  const check = async (
    policyDocument: string,
    access: Access[],
    policyType: 'IDENTITY_POLICY' | 'RESOURCE_POLICY' = 'IDENTITY_POLICY',
  ) =>
    prod.accessAnalyzer.send(
      new CheckAccessNotGrantedCommand({ policyDocument, access, policyType }),
    );
  const logs = 'arn:aws:s3:::app-logs/*';

  it.each([
    ['another action', allow('s3:GetObject'), { actions: ['s3:PutObject'] }, 'PASS'],
    ['the action', allow('s3:GetObject'), { actions: ['s3:getobject'] }, 'FAIL'],
    ['a wildcard', allow('s3:*'), { actions: ['s3:PutObject'] }, 'FAIL'],
    ['a wildcard asked for', allow('s3:GetObject'), { actions: ['s3:Get*'] }, 'FAIL'],
    [
      'another resource',
      allow('s3:*', logs),
      { actions: ['s3:PutObject'], resources: ['arn:aws:s3:::metrics/x'] },
      'PASS',
    ],
    ['a resource alone', allow('s3:*', logs), { resources: [logs] }, 'FAIL'],
    [
      'a variable in the resource',
      allow('s3:*', USERS_OWN),
      { resources: ['arn:aws:s3:::anna/x'] },
      'FAIL',
    ],
    [
      'a condition that may hold',
      allow('iam:*', '*', {
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      }),
      { actions: ['iam:PassRole'] },
      'FAIL',
    ],
    [
      'everything but',
      { Effect: 'Allow' as const, NotAction: 'iam:*', Resource: '*' },
      { actions: ['iam:PassRole'] },
      'PASS',
    ],
    [
      'everything but something else',
      { Effect: 'Allow' as const, NotAction: 'iam:Get*', Resource: '*' },
      { actions: ['iam:PassRole'] },
      'FAIL',
    ],
  ])('%s', async (_, statement, access, result) => {
    expect((await check(documentOf(statement), [access])).result).toBe(result);
  });

  it('counts a denial that is sure to apply, and no other', async () => {
    const access = [{ actions: ['iam:PassRole'] }];
    const sure = documentOf(allow('*'), deny('iam:*'));
    expect((await check(sure, access)).result).toBe('PASS');
    const partly = documentOf(allow('*'), deny('iam:*', 'arn:aws:iam::*:role/x'));
    expect((await check(partly, access)).result).toBe('FAIL');
    const perhaps = documentOf(
      allow('*'),
      deny('iam:*', '*', { Condition: { Bool: { 'aws:ViaAWSService': 'false' } } }),
    );
    expect((await check(perhaps, access)).result).toBe('FAIL');
  });

  it('names the statement that grants', async () => {
    const text = documentOf(allow('ec2:*'), allow('s3:*', '*', { Sid: 'Wide' }));
    const { reasons, message } = await check(text, [{ actions: ['s3:PutObject'] }]);
    expect(message).toMatch(/^The policy document grants access/);
    expect(reasons).toEqual([
      expect.objectContaining({ statementIndex: 1, statementId: 'Wide' }),
    ]);
  });

  it('reads trust policies', async () => {
    const trust = documentOf(trusts(rootArn(ACME.tooling)));
    const access = [{ actions: ['sts:AssumeRole'] }];
    expect((await check(trust, access, 'RESOURCE_POLICY')).result).toBe('FAIL');
  });

  it('refuses a document it cannot read, and a question about nothing', async () => {
    const sound = documentOf(allow('s3:*'));
    expect(await codeOf(check('{', [{ actions: ['s3:*'] }]))).toBe(
      'InvalidParameterException',
    );
    expect(await codeOf(check(sound, [{}]))).toBe('ValidationException');
    expect(await codeOf(check(sound, []))).toBe('ValidationException');
  });
});
