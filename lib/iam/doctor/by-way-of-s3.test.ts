import { expect, it } from 'vitest';
import { collectFacts } from '../facts/world-facts';
import { isAskedByS3, wayOfS3 } from './by-way-of-s3';
import { readDenial } from './read-denial';

const DATA = '444455556666';
const CI = 'arn:aws:iam::111122223333:role/ci';
const KEY = `arn:aws:kms:eu-central-1:${DATA}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

const allow = (more: object) => ({ Version: '2012-10-17', Statement: [more] });

/** A bucket of Data that the key encrypts, and what ci may do there. */
const world = (action: string, keyArn: string | null = KEY) =>
  collectFacts({
    accounts: {
      '111122223333': {
        UserDetailList: [],
        GroupDetailList: [],
        Policies: [],
        RoleDetailList: [
          {
            Path: '/',
            RoleName: 'ci',
            RoleId: 'AROAEXAMPLECI0000000',
            Arn: CI,
            AssumeRolePolicyDocument: allow({}),
            RolePolicyList: [
              {
                PolicyName: 'own',
                PolicyDocument: allow({
                  Effect: 'Allow',
                  Action: action,
                  Resource: 'arn:aws:s3:::app-logs/in/*',
                }),
              },
            ],
          },
        ],
      },
      [DATA]: {
        UserDetailList: [],
        GroupDetailList: [],
        Policies: [],
        RoleDetailList: [],
        Buckets: [
          {
            Name: 'app-logs',
            Policy: allow({
              Effect: 'Allow',
              Principal: { AWS: CI },
              Action: 's3:*',
              Resource: 'arn:aws:s3:::app-logs/*',
            }),
            Encryption: { Algorithm: 'aws:kms', KeyArn: keyArn },
          },
        ],
        Keys: [],
        AreKeysPartial: true,
      },
    },
  });

const sentence = (action: string) =>
  `User: arn:aws:sts::111122223333:assumed-role/ci/build is not authorized to perform: ${action} on resource: ${KEY} because no identity-based policy allows the ${action} action`;

const wayIn = (facts: ReturnType<typeof world>, message: string) => {
  const denial = readDenial(message);
  const { action, resource } = denial ?? {};
  if (!action || !resource) throw new Error(message);
  return wayOfS3(facts, { who: CI, action, resource }, denial);
};

it.each([
  [
    'the command line',
    `An error occurred (AccessDenied) when calling the PutObject operation: ${sentence('kms:GenerateDataKey')}`,
  ],
  [
    'the SDK for Go',
    `operation error S3: GetObject, https response error StatusCode: 403, api error AccessDenied: ${sentence('kms:Decrypt')}`,
  ],
  ['the SDK for JavaScript', `AccessDenied: ${sentence('kms:Decrypt')}`],
  [
    'XML',
    `<Error><Code>AccessDenied</Code><Message>${sentence('kms:GenerateDataKey')}</Message></Error>`,
  ],
])('is told by a message that S3 answers, in the words of %s', (_, message) => {
  expect(wayIn(world('s3:ListBucket'), message)).toBe('told');
});

it.each([
  [
    'KMS itself',
    `An error occurred (AccessDeniedException) when calling the Decrypt operation: ${sentence('kms:Decrypt')}`,
  ],
  ['KMS, in the words of an SDK', `AccessDeniedException: ${sentence('kms:Decrypt')}`],
  [
    'another service',
    `An error occurred (AccessDenied) when calling the CreateFunction operation: ${sentence('kms:Decrypt')}`,
  ],
  [
    'S3 never asks for',
    `An error occurred (AccessDenied) when calling the PutObject operation: ${sentence('kms:Encrypt')}`,
  ],
])(
  'is not taken where the message is of %s, whatever the caller may reach',
  (_, message) => {
    expect(wayIn(world('s3:*'), message)).toBeNull();
  },
);

it.each([
  ['kms:Decrypt', 's3:GetObject', KEY, 'likely'],
  ['kms:GenerateDataKey', 's3:PutObject', KEY, 'likely'],
  ['kms:GenerateDataKey', 's3:GetObject', KEY, null],
  ['kms:Decrypt', 's3:ListBucket', KEY, null],
  ['kms:Decrypt', 's3:GetObject', null, null],
] as const)(
  'where the message leaves it open, %s with %s on a bucket of key %s is %s',
  (asked, may, key, way) => {
    expect(wayIn(world(may, key), sentence(asked))).toBe(way);
  },
);

it('knows what S3 asks of a key', () => {
  expect(['kms:Decrypt', 'KMS:generatedatakey'].every(isAskedByS3)).toBe(true);
  expect(['kms:Encrypt', 'kms:toString', 's3:GetObject'].some(isAskedByS3)).toBe(false);
});
