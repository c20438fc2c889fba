import {
  GetContextKeysForCustomPolicyCommand,
  SimulateCustomPolicyCommand,
  type SimulateCustomPolicyCommandInput,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { allow, deny, documentOf, MFA } from '../seed/document';
import { codeOf } from '../test-practice';
import { admin, practice, startTooling, tooling } from './test-tooling';

beforeAll(startTooling);
afterAll(() => practice.stop());

const LOGS = 'arn:aws:s3:::app-logs/*';
const userArn = (name: string) => `arn:aws:iam::${tooling}:user/${name}`;

const custom = (
  PolicyInputList: string[],
  more: Partial<SimulateCustomPolicyCommandInput> = {},
) =>
  admin.iam.send(
    new SimulateCustomPolicyCommand({
      PolicyInputList,
      ActionNames: ['s3:GetObject'],
      ...more,
    }),
  );

async function decisions(sent: ReturnType<typeof custom>) {
  const { EvaluationResults } = await sent;
  return EvaluationResults?.map(({ EvalDecision }) => EvalDecision);
}

describe('a simulation of policies as texts', () => {
  it('decides every action on every resource, and shows the statement that did', async () => {
    const document = documentOf(allow('s3:GetObject', LOGS), deny('s3:DeleteObject'));
    const { EvaluationResults } = await custom([document], {
      ActionNames: ['s3:GetObject', 's3:DeleteObject', 's3:PutObject'],
      ResourceArns: ['arn:aws:s3:::app-logs/a'],
    });
    expect(
      EvaluationResults?.map((result) => [
        result.EvalActionName,
        result.EvalResourceName,
        result.EvalDecision,
        result.ResourceSpecificResults?.[0]?.EvalResourceDecision,
      ]),
    ).toEqual([
      ['s3:GetObject', 'arn:aws:s3:::app-logs/a', 'allowed', 'allowed'],
      ['s3:DeleteObject', 'arn:aws:s3:::app-logs/a', 'explicitDeny', 'explicitDeny'],
      ['s3:PutObject', 'arn:aws:s3:::app-logs/a', 'implicitDeny', 'implicitDeny'],
    ]);
    const [got, deleted, put] = EvaluationResults ?? [];
    expect(got?.MatchedStatements).toEqual([
      {
        SourcePolicyId: 'PolicyInputList.1',
        SourcePolicyType: 'IAM Policy',
        StartPosition: { Line: 3, Column: 17 },
        EndPosition: { Line: 8, Column: 6 },
      },
    ]);
    expect(deleted?.MatchedStatements?.[0]?.StartPosition).toEqual({
      Line: 8,
      Column: 7,
    });
    expect(put?.MatchedStatements).toEqual([]);
  });

  it('tells the keys it was not given, and decides by those it was', async () => {
    const document = documentOf(
      allow('s3:GetObject', '*', {
        Condition: { ...MFA, StringEquals: { 'aws:PrincipalTag/team': 'data' } },
      }),
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
      allow('s3:PutObject', 'arn:aws:s3:::home/${aws:username}/*'),
    );
    const { EvaluationResults } = await custom([document]);
    expect(EvaluationResults).toMatchObject([
      {
        EvalDecision: 'implicitDeny',
        MissingContextValues: ['aws:MultiFactorAuthPresent', 'aws:PrincipalTag/team'],
      },
    ]);
    const entry = (ContextKeyName: string, value: string) => ({
      ContextKeyName,
      ContextKeyValues: [value],
      ContextKeyType: 'string' as const,
    });
    const given = await custom([document], {
      ContextEntries: [
        entry('aws:MultiFactorAuthPresent', 'true'),
        entry('aws:PrincipalTag/team', 'data'),
      ],
    });
    expect(given.EvaluationResults).toMatchObject([
      { EvalDecision: 'allowed', MissingContextValues: [] },
    ]);
    const home = custom([document], {
      ActionNames: ['s3:PutObject'],
      ResourceArns: ['arn:aws:s3:::home/ana/x', 'arn:aws:s3:::home/bob/x'],
      CallerArn: userArn('ana'),
    });
    expect(await decisions(home)).toEqual(['allowed', 'implicitDeny']);
    const { ContextKeyNames } = await admin.iam.send(
      new GetContextKeysForCustomPolicyCommand({ PolicyInputList: [document] }),
    );
    expect(ContextKeyNames).toEqual([
      'aws:MultiFactorAuthPresent',
      'aws:PrincipalTag/team',
      'aws:username',
    ]);
  });

  it('stays within a boundary, and says whether that allowed', async () => {
    const { EvaluationResults } = await custom([documentOf(allow('s3:*'))], {
      ActionNames: ['s3:GetObject', 's3:PutObject'],
      PermissionsBoundaryPolicyInputList: [documentOf(allow('s3:GetObject'))],
    });
    expect(EvaluationResults).toMatchObject([
      {
        EvalDecision: 'allowed',
        PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: true },
      },
      {
        EvalDecision: 'implicitDeny',
        PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false },
      },
    ]);
  });

  it("takes a resource's policy for a user who calls, in its own account and in another", async () => {
    const CallerArn = userArn('ana');
    const grant = documentOf({
      Effect: 'Allow',
      Principal: { AWS: CallerArn },
      Action: 's3:GetObject',
      Resource: LOGS,
    });
    const at = (ResourceOwner: string, policies: string[]) =>
      custom(policies, {
        ResourceArns: ['arn:aws:s3:::app-logs/a'],
        ResourcePolicy: grant,
        ResourceOwner,
        CallerArn,
      });
    const nothing = [documentOf(allow('ec2:*'))];
    const something = [documentOf(allow('s3:*'))];
    expect(await decisions(at(tooling, nothing))).toEqual(['allowed']);
    expect(await decisions(at(ACME.data, nothing))).toEqual(['implicitDeny']);
    const { EvaluationResults } = await at(`arn:aws:iam::${ACME.data}:root`, something);
    expect(EvaluationResults).toMatchObject([
      {
        EvalDecision: 'allowed',
        EvalDecisionDetails: { 'IAM Policy': 'allowed', 'Resource Policy': 'allowed' },
      },
    ]);
    expect(await codeOf(custom(something, { ResourcePolicy: grant }))).toBe(
      'InvalidInputException',
    );
  });

  it('gives its results page by page', async () => {
    const ActionNames = Array.from({ length: 5 }, (_, at) => `s3:GetObject${at}`);
    const page = { ActionNames, MaxItems: 2 };
    const document = [documentOf(allow('s3:*'))];
    const first = await custom(document, page);
    expect(first.IsTruncated).toBe(true);
    const second = await custom(document, { ...page, Marker: first.Marker });
    const third = await custom(document, { ...page, Marker: second.Marker });
    expect(
      [first, second, third].flatMap(({ EvaluationResults }) =>
        EvaluationResults?.map(({ EvalActionName }) => EvalActionName),
      ),
    ).toEqual(ActionNames);
    expect(third.IsTruncated).toBe(false);
  });

  it.each<[string, Partial<SimulateCustomPolicyCommandInput>, string]>([
    [
      'a resource that is no ARN',
      { ResourceArns: ['app-logs'] },
      'ResourceNames are not in a valid ARN format: app-logs.',
    ],
    ['an action with a wildcard', { ActionNames: ['s3:*'] }, 'Invalid Action Name: s3:*'],
    [
      'a policy that is none',
      { PolicyInputList: ['{'] },
      'This policy contains invalid Json',
    ],
    [
      'a role as the caller',
      { CallerArn: `arn:aws:iam::${tooling}:role/x` },
      `Invalid Caller Arn: arn:aws:iam::${tooling}:role/x is not the ARN of an IAM user.`,
    ],
  ])('is refused with %s', async (_, input, message) => {
    await expect(custom([documentOf(allow('s3:*'))], input)).rejects.toMatchObject({
      name: 'InvalidInputException',
      message,
    });
  });
});
