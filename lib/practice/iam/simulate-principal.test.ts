import {
  AddUserToGroupCommand,
  CreateGroupCommand,
  CreateUserCommand,
  GetContextKeysForPrincipalPolicyCommand,
  PutGroupPolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  SimulatePrincipalPolicyCommand,
  type SimulatePrincipalPolicyCommandInput,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { allow, documentOf, trusts } from '../seed/document';
import { codeOf, messageOf } from '../test-practice';
import { admin, makeRole, practice, startTooling, tooling } from './test-tooling';

beforeAll(startTooling);
afterAll(() => practice.stop());

const userArn = (name: string) => `arn:aws:iam::${tooling}:user/${name}`;

describe('a simulation of somebody', () => {
  const principal = (
    PolicySourceArn: string,
    ActionNames: string[],
    more: Partial<SimulatePrincipalPolicyCommandInput> = {},
  ) =>
    admin.iam.send(
      new SimulatePrincipalPolicyCommand({ PolicySourceArn, ActionNames, ...more }),
    );

  const decisionsOf = ({ EvaluationResults }: Awaited<ReturnType<typeof principal>>) =>
    EvaluationResults?.map(({ EvalDecision }) => EvalDecision);

  it("counts a user's groups, boundary and additional policies", async () => {
    const UserName = 'simulated-user';
    const GroupName = 'simulated-group';
    await admin.iam.send(new CreateUserCommand({ UserName }));
    await admin.iam.send(new CreateGroupCommand({ GroupName }));
    await admin.iam.send(new AddUserToGroupCommand({ UserName, GroupName }));
    await admin.iam.send(
      new PutGroupPolicyCommand({
        GroupName,
        PolicyName: 'of-group',
        PolicyDocument: documentOf(allow('s3:GetObject')),
      }),
    );
    await admin.iam.send(
      new PutUserPolicyCommand({
        UserName,
        PolicyName: 'own',
        PolicyDocument: documentOf(
          allow('ec2:*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
        ),
      }),
    );
    const actions = ['s3:GetObject', 'iam:CreateUser'];
    const { EvaluationResults } = await principal(userArn(UserName), actions, {
      PolicyInputList: [documentOf(allow('iam:CreateUser'))],
    });
    expect(
      EvaluationResults?.map(({ EvalDecision, MatchedStatements }) => [
        EvalDecision,
        MatchedStatements?.[0]?.SourcePolicyId,
      ]),
    ).toEqual([
      ['allowed', 'of-group'],
      ['allowed', 'PolicyInputList.1'],
    ]);
    await admin.iam.send(
      new PutUserPermissionsBoundaryCommand({
        UserName,
        PermissionsBoundary: 'arn:aws:iam::aws:policy/IAMFullAccess',
      }),
    );
    const bounded = await principal(userArn(UserName), ['s3:GetObject']);
    expect(bounded.EvaluationResults).toMatchObject([
      {
        EvalDecision: 'implicitDeny',
        PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false },
      },
    ]);
    const group = `arn:aws:iam::${tooling}:group/${GroupName}`;
    expect(decisionsOf(await principal(group, actions))).toEqual([
      'allowed',
      'implicitDeny',
    ]);
    const { ContextKeyNames } = await admin.iam.send(
      new GetContextKeysForPrincipalPolicyCommand({ PolicySourceArn: userArn(UserName) }),
    );
    expect(ContextKeyNames).toEqual(['aws:SecureTransport']);
  });

  it("counts the organisation's service control policies, without showing them", async () => {
    const people = await practice.admin(ACME.prod);
    const { EvaluationResults } = await people.iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: `arn:aws:iam::${ACME.prod}:user/break-glass`,
        ActionNames: ['organizations:LeaveOrganization', 's3:GetObject'],
      }),
    );
    expect(EvaluationResults).toMatchObject([
      {
        EvalDecision: 'explicitDeny',
        MatchedStatements: [],
        OrganizationsDecisionDetail: { AllowedByOrganizations: false },
      },
      {
        EvalDecision: 'allowed',
        OrganizationsDecisionDetail: { AllowedByOrganizations: true },
      },
    ]);
  });

  it('looks at no trust policy', async () => {
    const RoleName = 'closed';
    const { Role } = await makeRole(RoleName, {
      trust: documentOf(trusts(`arn:aws:iam::${ACME.prod}:root`)),
    });
    const assume = principal(userArn('break-glass'), ['sts:AssumeRole'], {
      ResourceArns: [Role?.Arn ?? ''],
    });
    expect(decisionsOf(await assume)).toEqual(['allowed']);
    expect(decisionsOf(await principal(Role?.Arn ?? '', ['s3:GetObject']))).toEqual([
      'implicitDeny',
    ]);
  });

  it("takes a resource's policy for a user, and for a group or role only as a user's", async () => {
    const GroupName = 'of-callers';
    const { Group } = await admin.iam.send(new CreateGroupCommand({ GroupName }));
    const trust = documentOf(trusts(`arn:aws:iam::${tooling}:root`));
    const { Role } = await makeRole('no-caller', { trust });
    const CallerArn = userArn('break-glass');
    const bucket = {
      ResourceArns: ['arn:aws:s3:::app-logs/a'],
      ResourcePolicy: documentOf({
        Effect: 'Allow',
        Principal: { AWS: CallerArn },
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::app-logs/*',
      }),
    };
    const ask = (arn: string, more = {}) =>
      principal(arn, ['s3:GetObject'], { ...bucket, ...more });
    expect(decisionsOf(await ask(CallerArn))).toEqual(['allowed']);
    for (const arn of [Group?.Arn ?? '', Role?.Arn ?? '']) {
      expect(decisionsOf(await ask(arn, { CallerArn }))).toEqual(['allowed']);
      await expect(ask(arn)).rejects.toMatchObject({
        name: 'InvalidInputException',
        message: 'A caller ARN is required when a resource policy is given.',
      });
    }
  });

  it('is refused for a session, for nobody, and to somebody without permission', async () => {
    const session = `arn:aws:sts::${tooling}:assumed-role/x/y`;
    expect(await messageOf(principal(session, ['s3:GetObject']))).toBe(
      `Invalid Entity Arn: ${session} does not clearly define entity type and name.`,
    );
    expect(await codeOf(principal(userArn('nobody'), ['s3:GetObject']))).toBe(
      'NoSuchEntityException',
    );
    await admin.iam.send(new CreateUserCommand({ UserName: 'powerless' }));
    const powerless = await practice.as(userArn('powerless'));
    const denied = powerless.iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: userArn('break-glass'),
        ActionNames: ['s3:GetObject'],
      }),
    );
    expect(await codeOf(denied)).toBe('AccessDenied');
  });
});
