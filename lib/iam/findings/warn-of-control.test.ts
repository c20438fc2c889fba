import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../parse/parse-policy';
import { warnOfControl } from './warn-of-control';

const ORG = 'o-abcd123456';

function warned(kind: 'scp' | 'rcp', ...given: object[]): string[] {
  const Statement = given.map((one) => ({
    Effect: 'Deny',
    ...(kind === 'rcp' && { Principal: '*' }),
    Resource: '*',
    ...one,
  }));
  const policy = parsePolicy({ Version: '2012-10-17', Statement }, kind);
  expect(policy.problems).toEqual([]);
  return warnOfControl(policy.statements, kind).map(({ code }) => code);
}

const if_ = (operator: string, key: string, value: string | string[]) => ({
  [operator]: { [key]: value },
});

describe('a resource control policy', () => {
  const outside = if_('StringNotEqualsIfExists', 'aws:PrincipalOrgID', ORG);
  const noService = if_('BoolIfExists', 'aws:PrincipalIsAWSService', 'false');

  it.each<[string, object, string[]]>([
    ['a perimeter that spares services', { ...outside, ...noService }, []],
    ['a perimeter that forgets services', outside, ['denies-services']],
    [
      'a perimeter on the source organization, which a service may send',
      {
        ...if_('StringNotEqualsIfExists', 'aws:SourceOrgID', ORG),
        Bool: { 'aws:PrincipalIsAWSService': 'true' },
      },
      [],
    ],
    ['a demand for TLS', if_('Bool', 'aws:SecureTransport', 'false'), []],
    [
      'callers that belong to another organization',
      {
        ...if_('StringNotEquals', 'aws:PrincipalOrgID', ORG),
        Null: { 'aws:PrincipalOrgID': 'false' },
      },
      [],
    ],
    [
      'whoever belongs to no other organization',
      if_('StringEqualsIfExists', 'aws:PrincipalOrgID', ORG),
      ['denies-services'],
    ],
    ['services, by their mark', if_('Bool', 'aws:PrincipalIsAWSService', 'true'), []],
    ['no condition', {}, ['denies-everybody']],
    ['an empty condition', { Bool: {} }, ['denies-everybody']],
    [
      'conditions that no request fulfils together',
      {
        ...if_('StringEquals', 'aws:PrincipalOrgID', ORG),
        Null: { 'aws:PrincipalOrgID': 'true' },
      },
      ['no-effect'],
    ],
    [
      'roles of services only',
      if_('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/aws-service-role/*'),
      ['no-effect'],
    ],
  ])('with %s on S3', (_, Condition, codes) => {
    expect(warned('rcp', { Action: 's3:*', Condition })).toEqual(codes);
  });

  it('that keeps strangers from STS stops sign-ins and services as well', () => {
    expect(warned('rcp', { Action: 'sts:*', Condition: outside })).toEqual([
      'denies-services',
      'denies-sign-ins',
    ]);
    const onlyRoles = {
      Action: 'sts:AssumeRole',
      Condition: { ...outside, ...noService },
    };
    expect(warned('rcp', onlyRoles)).toEqual([]);
  });

  it('says which services it does not reach', () => {
    const { statements } = parsePolicy(
      {
        Version: '2012-10-17',
        Statement: {
          Effect: 'Deny',
          Principal: '*',
          Action: ['ec2:StopInstances', 's3:PutObject', 'EC2:Run*'],
          Resource: '*',
        },
      },
      'rcp',
    );
    expect(warnOfControl(statements, 'rcp')).toEqual([
      {
        statementIndex: 0,
        code: 'out-of-reach',
        message:
          "Resource control policies do not reach ec2, so this does nothing there: see AWS's list of services that support them.",
      },
    ]);
  });

  it('may deny a single action to everybody, or everything but some resources', () => {
    expect(warned('rcp', { Action: 's3:PutBucketPublicAccessBlock' })).toEqual([]);
    const NotResource = 'arn:aws:s3:::public-*';
    const allBut = { Action: 's3:*', Resource: undefined, NotResource };
    expect(warned('rcp', allBut)).toEqual([]);
  });
});

describe('a service control policy', () => {
  it.each<[string, object, string[]]>([
    ['everything', { Action: '*' }, ['denies-everybody']],
    ['a whole service', { Action: ['sagemaker:*', 'braket:*'] }, []],
    ['all of STS', { Action: ['sagemaker:*', 'STS:*'] }, ['denies-everybody']],
    ['taking any role', { Action: 'sts:AssumeRole' }, ['denies-everybody']],
    [
      'taking one role',
      { Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::*:role/admin' },
      [],
    ],
    ['a single action', { Action: 'organizations:LeaveOrganization' }, []],
    [
      'other regions',
      {
        NotAction: ['iam:*', 'sts:*'],
        Action: undefined,
        Condition: if_('StringNotEquals', 'aws:RequestedRegion', 'eu-central-1'),
      },
      [],
    ],
    [
      'calls of services, which it never meets',
      { Action: 's3:*', Condition: if_('Bool', 'aws:PrincipalIsAWSService', 'true') },
      ['no-effect'],
    ],
    [
      'callers outside the organization, which it never meets',
      { Action: 's3:*', Condition: if_('StringNotEquals', 'aws:PrincipalOrgID', ORG) },
      ['no-effect'],
    ],
    [
      'whoever has no MFA',
      {
        Action: '*',
        Condition: if_('BoolIfExists', 'aws:MultiFactorAuthPresent', 'false'),
      },
      ['denies-programs'],
    ],
    [
      'roles and federated users, whatever their MFA',
      {
        Action: '*',
        Condition: if_('StringNotEquals', 'aws:PrincipalType', ['Account', 'User']),
      },
      [],
    ],
    [
      'whoever has no MFA, but for roles of programs',
      {
        Action: '*',
        Condition: {
          ...if_('BoolIfExists', 'aws:MultiFactorAuthPresent', 'false'),
          ...if_('ArnNotLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/app/*'),
        },
      },
      [],
    ],
  ])('that denies %s', (_, statement, codes) => {
    expect(warned('scp', statement)).toEqual(codes);
  });

  it('that lets nothing through says so', () => {
    const Condition = if_('Bool', 'aws:PrincipalIsAWSService', 'true');
    expect(warned('scp', { Effect: 'Allow', Action: '*', Condition })).toEqual([
      'no-effect',
    ]);
    expect(warned('scp', { Effect: 'Allow', Action: '*' })).toEqual([]);
  });
});
