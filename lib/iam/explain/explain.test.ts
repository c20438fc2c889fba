import { describe, expect, it } from 'vitest';
import { evaluate } from '../evaluate/evaluate';
import { collectFacts } from '../facts/world-facts';
import type { Question } from '../question';
import { describeStatement } from './describe-statement';
import { sayConditions } from './say-conditions';
import { sayReason } from './say-reason';
import { statementLines } from './statement-lines';

const TARGET = 'arn:aws:iam::111122223333:role/deploy';
const BOB = 'arn:aws:iam::444455556666:user/bob';
const trust = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'ec2.amazonaws.com' },
      Action: 'sts:AssumeRole',
    },
    {
      Sid: 'Vendor',
      Effect: 'Allow',
      Principal: { AWS: '444455556666' },
      Action: 'sts:AssumeRole',
      Condition: {
        Bool: { 'aws:MultiFactorAuthPresent': 'true' },
        StringEquals: { 'sts:ExternalId': '7F-0042' },
      },
    },
  ],
};

const world = collectFacts({
  accounts: {
    '111122223333': {
      UserDetailList: [],
      GroupDetailList: [],
      RoleDetailList: [
        {
          Path: '/',
          RoleName: 'deploy',
          RoleId: 'AROADEPLOY',
          Arn: TARGET,
          AssumeRolePolicyDocument: trust,
        },
      ],
      Policies: [],
    },
    '444455556666': {
      UserDetailList: [
        {
          Path: '/',
          UserName: 'bob',
          UserId: 'AIDABOB',
          Arn: BOB,
          UserPolicyList: [
            {
              PolicyName: 'take-deploy',
              PolicyDocument: {
                Version: '2012-10-17',
                Statement: {
                  Effect: 'Allow',
                  Action: 'sts:AssumeRole',
                  Resource: TARGET,
                },
              },
            },
          ],
        },
      ],
      GroupDetailList: [],
      RoleDetailList: [],
      Policies: [],
    },
  },
});

const ask = (over: Partial<Question>) =>
  evaluate(world, {
    action: 'sts:AssumeRole',
    principal: { AWS: BOB },
    resource: TARGET,
    context: {},
    unknownKeys: 'assume-unknown',
    ...over,
  });

const layer = (answer: ReturnType<typeof ask>, name: string) =>
  answer.layers.find((proof) => proof.layer === name);

describe('an answer with conditions', () => {
  const answer = ask({});

  it('says under which conditions it is an allow', () => {
    expect(sayConditions(answer)).toBe(
      'if MFA is present and the request names external ID 7F-0042',
    );
  });

  it('shows the statement of each layer, its place and its conditions', () => {
    const proof = layer(answer, 'trust');
    expect(proof?.verdict).toBe('allows-if');
    const [statement] = proof?.statements ?? [];
    expect(statement).toMatchObject({
      statementIndex: 1,
      sid: 'Vendor',
      verdict: 'applies-if',
    });
    expect(statement?.conditions[1]).toEqual({
      operator: 'StringEquals',
      key: 'sts:ExternalId',
      wanted: ['7F-0042'],
      got: null,
      verdict: 'unknown',
    });
    expect(layer(answer, 'identity')?.sentence).toBe(
      'Statement 1 of policy take-deploy allows sts:AssumeRole.',
    );
  });
});

describe('a denied answer', () => {
  const answer = ask({
    unknownKeys: 'assume-absent',
    context: { 'aws:MultiFactorAuthPresent': 'true' },
    params: { ExternalId: '7f-0042' },
  });

  it('says which condition failed and what the request carried', () => {
    expect(answer.reason).toBe('implicit-deny-trust');
    expect(layer(answer, 'trust')?.sentence).toBe(
      'No statement of the trust policy of deploy allows sts:AssumeRole; statement 2 would, but only if the request names external ID 7F-0042, and the external ID is 7f-0042.',
    );
    expect(layer(answer, 'trust')?.nearMisses?.[0]?.verdict).toBe('does-not-apply');
  });

  it('has words for its reason', () => {
    expect(sayReason(answer.reason)).toBe("The role's trust policy does not allow it.");
  });
});

it('marks the lines of one statement in a document', () => {
  const lines = statementLines(trust, 1);
  const matched = lines.filter(({ isMatch }) => isMatch);
  expect(matched[0]).toEqual({ number: 11, text: '    {', isMatch: true });
  expect(matched.at(-1)?.text).toBe('    }');
  expect(matched.map(({ text }) => text).join('')).toContain('7F-0042');
});

describe('one statement in plain words', () => {
  it.each([
    [trust.Statement[0], 'Allows the service ec2.amazonaws.com to take the role.'],
    [
      trust.Statement[1],
      'Allows anyone in account 444455556666 whose own policies allow it to take the role, if MFA is present and the request names external ID 7F-0042.',
    ],
    [
      { Effect: 'Deny', Principal: { AWS: '444455556666' }, Action: 'sts:AssumeRole' },
      'Denies everyone in account 444455556666 to take the role.',
    ],
    [
      { Effect: 'Allow', Action: ['s3:GetObject'], Resource: 'arn:aws:s3:::logs/*' },
      'Allows s3:GetObject on arn:aws:s3:::logs/*.',
    ],
    [
      {
        Effect: 'Allow',
        Principal: { AWS: 'AROADELETED00000001' },
        Action: 'sts:AssumeRole',
      },
      'Allows a role that no longer exists (AROADELETED00000001) to take the role.',
    ],
    [
      { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' },
      'Allows everything but iam:* on everything.',
    ],
    [
      {
        Effect: 'Allow',
        Principal: {
          Federated:
            'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com',
        },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringLike: {
            'token.actions.githubusercontent.com:sub': 'repo:example-org/app:*',
          },
        },
      },
      'Allows workflow runs of GitHub Actions to take the role with a token, if the token is for every workflow run (any branch, tag, environment and pull request) of example-org/app.',
    ],
    [
      { Effect: 'Allow', Action: [], Resource: [] },
      'AWS would not accept this statement.',
    ],
    [{ Effect: 'Permit' }, 'AWS would not accept this statement.'],
  ])('%j', (statement, words) => {
    expect(describeStatement(statement)).toBe(words);
  });
});
