import { describe, expect, it } from 'vitest';
import { collectFacts } from '../facts/world-facts';
import type { Question } from '../question';
import { evaluate } from './evaluate';

const allow = (Action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
});

const world = collectFacts({
  accounts: {
    '111122223333': {
      UserDetailList: [
        {
          Path: '/',
          UserName: 'anna',
          UserId: 'AIDAANNA',
          Arn: 'arn:aws:iam::111122223333:user/anna',
          UserPolicyList: [{ PolicyName: 'own', PolicyDocument: allow('sqs:*') }],
        },
      ],
      GroupDetailList: [],
      RoleDetailList: [],
      Policies: [],
    },
  },
});

const ask = (action: string, resource: string, over: Partial<Question> = {}) =>
  evaluate(world, {
    action,
    resource,
    principal: { AWS: 'arn:aws:iam::111122223333:user/anna' },
    context: {},
    unknownKeys: 'assume-absent',
    ...over,
  });

describe('a resource whose policy is never collected', () => {
  it('is judged by the own policies in the own account, with a warning', () => {
    const answer = ask('sqs:SendMessage', 'arn:aws:sqs:eu-west-1:111122223333:jobs');
    expect(answer).toMatchObject({ decision: 'allow', reason: 'allow-identity' });
    expect(answer.warnings).toEqual([
      'Not considered: a policy that the resource itself may carry.',
    ]);
  });

  it('leaves the answer open in another account', () => {
    const resource = 'arn:aws:sqs:eu-west-1:999988887777:jobs';
    const answer = ask('sqs:SendMessage', resource);
    expect(answer.decision).toBe('conditional');
    expect(answer.requires).toEqual([{ kind: 'policy-document', arn: resource }]);
  });
});

describe('a federated user', () => {
  const desk = { AWS: 'arn:aws:sts::111122223333:federated-user/desk' };
  const userArn = 'arn:aws:iam::111122223333:user/anna';
  const policies = [allow('sqs:*')];

  it('has the policies of the user who made the session, whatever its own name', () => {
    const answer = ask('sqs:ListQueues', '*', {
      principal: desk,
      session: { policies, userArn },
    });
    expect(answer.decision).toBe('allow');
  });

  it('has nothing of a user whose name it does not bear, when nobody says who made it', () => {
    const answer = ask('sqs:ListQueues', '*', { principal: desk, session: { policies } });
    expect(answer.decision).not.toBe('allow');
  });
});

describe('an action without a resource', () => {
  it('is a question about the own account', () => {
    expect(ask('sqs:ListQueues', '*').reason).toBe('allow-identity');
    expect(ask('iam:ListRoles', '*').reason).toBe('implicit-deny-identity');
  });
});

describe('a bucket', () => {
  it('that nobody in the world owns does not exist', () => {
    expect(ask('s3:GetObject', 'arn:aws:s3:::nowhere/a').reason).toBe('no-such-resource');
  });

  it('that is about to be created needs no owner', () => {
    expect(ask('s3:CreateBucket', 'arn:aws:s3:::new-one').reason).toBe(
      'implicit-deny-identity',
    );
  });
});

it('knows nothing about a role of an account that was not read', () => {
  const role = 'arn:aws:iam::999988887777:role/there';
  const answer = ask('sts:AssumeRole', role, {
    principal: { Service: 'ec2.amazonaws.com' },
  });
  expect(answer).toMatchObject({
    decision: 'conditional',
    reason: 'unresolved-policy-document',
    requires: [{ kind: 'policy-document', arn: role }],
  });
  expect(answer.layers[0]?.verdict).toBe('not-read');
});

it('refuses a principal that is no ARN', () => {
  expect(ask('iam:ListRoles', '*', { principal: { AWS: 'anna' } }).reason).toBe(
    'no-such-principal',
  );
});

it('keeps a source identity that was set once', () => {
  const here = collectFacts({
    accounts: {
      '111122223333': {
        UserDetailList: [],
        GroupDetailList: [],
        RoleDetailList: ['one', 'two'].map((RoleName) => ({
          Path: '/',
          RoleName,
          RoleId: `AROA${RoleName.toUpperCase()}`,
          Arn: `arn:aws:iam::111122223333:role/${RoleName}`,
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sts:*' }],
          },
          RolePolicyList: [{ PolicyName: 'own', PolicyDocument: allow('sts:*') }],
        })),
        Policies: [],
      },
    },
  });
  const question: Question = {
    action: 'sts:AssumeRole',
    principal: { AWS: 'arn:aws:sts::111122223333:assumed-role/one/s' },
    resource: 'arn:aws:iam::111122223333:role/two',
    session: { sourceIdentity: 'anna' },
    context: {},
    unknownKeys: 'assume-absent',
  };
  expect(evaluate(here, question).decision).toBe('allow');
  const changed = { ...question, params: { SourceIdentity: 'bob' } };
  expect(evaluate(here, changed).decision).toBe('deny');
});

describe('a resource control policy over keys', () => {
  const anna = 'arn:aws:iam::111122223333:user/anna';
  const keyPolicy = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: anna }, Action: 'kms:*', Resource: '*' },
    ],
  };
  const keyOf = (KeyManager: 'AWS' | 'CUSTOMER') => ({
    KeyId: KeyManager,
    Arn: `arn:aws:kms:eu-west-1:111122223333:key/${KeyManager}`,
    Policy: keyPolicy,
    KeyManager,
  });
  const target = { ServiceControlPolicies: ['p-full'], ResourceControlPolicies: [] };
  const organization = collectFacts({
    org: {
      Id: 'o-1',
      ManagementAccountId: '999988887777',
      Targets: [
        { Id: 'r-1', Type: 'ROOT', ParentId: null, ...target },
        {
          Id: '111122223333',
          Type: 'ACCOUNT',
          ParentId: 'r-1',
          ...target,
          ResourceControlPolicies: ['p-keys'],
        },
      ],
      Policies: {
        'p-full': { Type: 'SERVICE_CONTROL_POLICY', Name: 'full', Content: allow('*') },
        'p-keys': {
          Type: 'RESOURCE_CONTROL_POLICY',
          Name: 'keys',
          Content: {
            Version: '2012-10-17',
            Statement: [
              { Effect: 'Deny', Principal: '*', Action: 'kms:*', Resource: '*' },
            ],
          },
        },
      },
    },
    accounts: {
      '111122223333': {
        UserDetailList: [{ Path: '/', UserName: 'anna', UserId: 'AIDAANNA', Arn: anna }],
        GroupDetailList: [],
        RoleDetailList: [],
        Policies: [],
        Keys: [keyOf('AWS'), keyOf('CUSTOMER')],
      },
    },
  });

  it.each([
    ['CUSTOMER', 'explicit-deny-rcp'],
    ['AWS', 'allow-resource'],
  ] as const)('answers for a key that %s keeps: %s', (manager, reason) => {
    const answer = evaluate(organization, {
      action: 'kms:Decrypt',
      principal: { AWS: anna },
      resource: keyOf(manager).Arn,
      context: {},
      unknownKeys: 'assume-absent',
    });
    expect(answer.reason).toBe(reason);
  });
});
