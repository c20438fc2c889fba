import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Denial } from './denial';
import { readDenial } from './read-denial';

const CI = 'arn:aws:sts::111122223333:assumed-role/ci-deploy/build-42';
const ANA = 'arn:aws:iam::111122223333:user/ana';
const DEPLOY = 'arn:aws:iam::777788889999:role/deploy';
const OBJECT = 'arn:aws:s3:::app-logs/logs/a.txt';
const KEY = 'arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const SCP =
  'arn:aws:organizations::100000000001:policy/o-acme/service_control_policy/p-2kgnabcd';
const INSTANCE = 'arn:aws:ec2:eu-west-1:111122223333:instance/*';
const SECRET = 'QXdPNaIegKKNwIX54FPmRmeyDRnNY5FRj5xftd0oRvzujmvMcr3GISKoV5XX_Cy-UB9f';

const assume = `User: ${CI} is not authorized to perform: sts:AssumeRole on resource: ${DEPLOY}`;
const asked = { caller: CI, action: 'sts:AssumeRole', resource: DEPLOY };

const shapes: [string, string, Partial<Denial>][] = [
  ['STS across organizations, which names no policy', assume, { ...asked, told: null }],
  [
    'STS with no identity-based policy',
    `An error occurred (AccessDenied) when calling the AssumeRole operation: ${assume} because no identity-based policy allows the sts:AssumeRole action`,
    {
      ...asked,
      code: 'AccessDenied',
      operation: 'AssumeRole',
      told: { gate: 'identity', effect: 'silent', policyArn: null },
    },
  ],
  [
    'STS with a service control policy and its ARN',
    `${assume} with an explicit deny in a service control policy: ${SCP}`,
    { ...asked, told: { gate: 'scp', effect: 'denies', policyArn: SCP } },
  ],
  [
    'STS with the role trust policy, in the words of boto3',
    `botocore.exceptions.ClientError: An error occurred (AccessDenied) when calling the AssumeRole operation: ${assume} because no role trust policy allows the sts:AssumeRole action`,
    { ...asked, told: { gate: 'trust', effect: 'silent', policyArn: null } },
  ],
  [
    'STS with an explicit deny in the trust policy, without a resource',
    `User: ${ANA} is not authorized to perform: \nsts:AssumeRole with an explicit deny in the role trust policy`,
    {
      caller: ANA,
      action: 'sts:AssumeRole',
      resource: null,
      told: { gate: 'trust', effect: 'denies', policyArn: null },
    },
  ],
  [
    'a token that AWS does not take',
    'An error occurred (AccessDenied) when calling the AssumeRoleWithWebIdentity operation: Not authorized to perform sts:AssumeRoleWithWebIdentity',
    {
      caller: null,
      action: 'sts:AssumeRoleWithWebIdentity',
      resource: null,
      told: null,
      operation: 'AssumeRoleWithWebIdentity',
    },
  ],
  [
    'a permissions boundary, in the words of the SDK for JavaScript',
    `AccessDenied: User: ${ANA} is not authorized to perform: codedeploy:ListDeployments on resource: arn:aws:codedeploy:us-east-1:111122223333:deploymentgroup:* because no permissions boundary allows the codedeploy:ListDeployments action\n    at throwDefaultError (/app/node_modules/x.js:8:22) {\n  '$fault': 'client'`,
    {
      code: 'AccessDenied',
      caller: ANA,
      resource: 'arn:aws:codedeploy:us-east-1:111122223333:deploymentgroup:*',
      told: { gate: 'boundary', effect: 'silent', policyArn: null },
    },
  ],
  [
    'a session policy, in either spelling of AWS',
    `User: ${CI} is not authorized to perform: s3:GetObject on resource: "${OBJECT}" with an explicit deny in a sessions policy`,
    { resource: OBJECT, told: { gate: 'session', effect: 'denies', policyArn: null } },
  ],
  [
    'S3 in XML',
    `<?xml version="1.0"?>\n<Error><Code>AccessDenied</Code><Message>User: ${CI} is not authorized to perform: s3:PutObject on resource: &quot;${OBJECT}&quot; because no resource-based policy allows the s3:PutObject action</Message><RequestId>X</RequestId></Error>`,
    {
      code: 'AccessDenied',
      caller: CI,
      action: 's3:PutObject',
      resource: OBJECT,
      told: { gate: 'resource', effect: 'silent', policyArn: null },
    },
  ],
  [
    'S3 on the command line, which says little',
    'upload failed: ./a.txt to s3://app-logs/logs/a.txt An error occurred (AccessDenied) when calling the PutObject operation: Access Denied',
    {
      operation: 'PutObject',
      caller: null,
      action: 's3:PutObject',
      resource: OBJECT,
      told: null,
    },
  ],
  [
    'plain Access Denied',
    'Error: AccessDenied: Access Denied\n\tstatus code: 403, request id: 37F, host id: Qo=',
    { code: 'AccessDenied', caller: null, action: null, resource: null },
  ],
  [
    'KMS',
    `An error occurred (AccessDeniedException) when calling the Decrypt operation: User: ${CI} is not authorized to perform: kms:Decrypt on resource: ${KEY} because no resource-based policy allows the kms:Decrypt action`,
    {
      code: 'AccessDeniedException',
      action: 'kms:Decrypt',
      resource: KEY,
      told: { gate: 'resource', effect: 'silent', policyArn: null },
    },
  ],
  [
    'KMS about a ciphertext, which keeps the key to itself',
    `User: ${CI} is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`,
    {
      caller: CI,
      resource: null,
      told: { gate: 'resource', effect: 'unclear', policyArn: null },
    },
  ],
  [
    'KMS as it was worded before',
    'AccessDeniedException: The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.',
    { caller: null, action: 'kms:Decrypt' },
  ],
  [
    'EC2 with an encoded message, in the words of Terraform',
    `│ Error: creating EC2 Instance: operation error EC2: RunInstances, https response error StatusCode: 403, RequestID: d739, api error UnauthorizedOperation: You are not authorized to perform this operation. User: ${CI}\n│ is not authorized to perform: ec2:RunInstances on resource: ${INSTANCE} with an explicit deny in a service control policy. Encoded authorization failure message: ${SECRET}`,
    {
      code: 'UnauthorizedOperation',
      operation: 'RunInstances',
      caller: CI,
      action: 'ec2:RunInstances',
      resource: INSTANCE,
      told: { gate: 'scp', effect: 'denies', policyArn: null },
      encodedMessage: SECRET,
    },
  ],
  [
    'EC2 with nothing but an encoded message',
    `An error occurred (UnauthorizedOperation) when calling the RunInstances operation: You are not authorized to perform this operation. Encoded authorization failure message: ${SECRET}`,
    { caller: null, action: 'ec2:RunInstances', encodedMessage: SECRET },
  ],
  [
    'EC2, decoded by STS',
    JSON.stringify({
      DecodedMessage: JSON.stringify({
        allowed: false,
        explicitDeny: true,
        matchedStatements: {
          items: [
            { actions: { items: [{ value: 'ec2:*' }] }, principals: { items: [] } },
          ],
        },
        context: {
          principal: { id: 'AROAEXAMPLE:build-42', arn: CI },
          action: 'ec2:RunInstances',
          resource: INSTANCE,
          conditions: { items: [] },
        },
      }),
    }),
    {
      caller: CI,
      action: 'ec2:RunInstances',
      resource: INSTANCE,
      told: { gate: null, effect: 'denies', policyArn: null },
    },
  ],
  [
    'a resource control policy',
    `User: ${CI} is not authorized to perform: s3:PutObject on resource: "${OBJECT}" with an explicit deny in a resource control policy`,
    { told: { gate: 'rcp', effect: 'denies', policyArn: null } },
  ],
  [
    'a VPC endpoint policy',
    `{"errorCode":"AccessDenied","errorMessage":"User: ${CI} is not authorized to perform: s3:GetObject on resource: \\"${OBJECT}\\" because no VPC endpoint policy allows the s3:GetObject action","requestID":"X"}`,
    {
      resource: OBJECT,
      told: { gate: 'vpc-endpoint', effect: 'silent', policyArn: null },
    },
  ],
  [
    'a service control policy behind a VPC endpoint policy',
    `User: ${CI} is not authorized to perform: SNS:Publish on resource: arn:aws:sns:us-east-1:444455556666:topic \nwith an explicit deny in a VPC endpoint policy transitively through a service control policy`,
    {
      resource: 'arn:aws:sns:us-east-1:444455556666:topic',
      told: { gate: 'scp', effect: 'denies', policyArn: null },
    },
  ],
  [
    'S3 Block Public Access',
    `User: ${ANA} is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::app-logs" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
    { told: { gate: 'public-access-block', effect: 'denies', policyArn: null } },
  ],
  [
    'somebody without credentials',
    'User: anonymous is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::app-logs/a" because no resource-based policy allows the s3:GetObject action',
    { caller: '*', resource: 'arn:aws:s3:::app-logs/a' },
  ],
];

describe('a denial of AWS', () => {
  it.each(shapes)('is read: %s', (_, message, expected) => {
    expect(readDenial(message)).toMatchObject(expected);
  });

  it.each([
    ['nothing', ''],
    ['a greeting', 'Hello. The deployment is done.'],
    [
      'another error',
      'An error occurred (NoSuchBucket) when calling the GetObject operation',
    ],
  ])('is not %s', (_, text) => {
    expect(readDenial(text)).toBeNull();
  });

  it('is not guessed where a pipeline hid the account', () => {
    const masked = assume.replace('777788889999', '***').replace('111122223333', '***');
    expect(readDenial(masked)).toMatchObject({
      caller: null,
      action: 'sts:AssumeRole',
      resource: null,
    });
  });

  it('names no gate when the text names two, as an object called so can make it', () => {
    const name = `${OBJECT}" with an explicit deny in a service control policy`;
    const message = `User: ${CI} is not authorized to perform: s3:GetObject on resource: "${name}" because no identity-based policy allows the s3:GetObject action`;
    expect(readDenial(message)).toMatchObject({ caller: CI, told: null });
  });

  it('is the first of several', () => {
    const other = `User: ${ANA} is not authorized to perform: s3:GetObject with an explicit deny in a service control policy`;
    expect(readDenial(`${assume} ${other}`)).toMatchObject({ ...asked, told: null });
  });
});

const word = (characters: string) =>
  fc.string({
    unit: fc.constantFrom(...characters),
    minLength: 1,
    maxLength: 40,
  });
const name = word('abcXYZ019-_+=@');
const noise = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        'User: ',
        'arn:aws:',
        'is not authorized to perform: ',
        '"',
        '\\"',
        ' on resource: ',
        's3:GetObject',
        '<Code>',
        'AccessDenied',
        ' because no ',
        '&quot;',
        '│ ',
        '\n',
        'Encoded authorization failure message: ',
        'upload failed: ',
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
);

describe('any text at all', () => {
  it('is read without a failure, and nothing is found that does not stand in it', () => {
    fc.assert(
      fc.property(noise, (text) => {
        const denial = readDenial(text);
        const { caller, encodedMessage } = denial ?? {};
        if (caller && caller !== '*') {
          expect(text).toContain(caller);
          expect(caller).toMatch(/^arn:aws[a-z-]*:(iam|sts)::\d{12}:\S+$/);
        }
        if (encodedMessage) expect(text).toContain(encodedMessage);
      }),
      { numRuns: 2_000 },
    );
  });

  it('around a denial leaves who, what and on what as they are', () => {
    fc.assert(
      fc.property(name, name, noise, (role, session, after) => {
        const caller = `arn:aws:sts::111122223333:assumed-role/${role}/${session}`;
        const resource = `arn:aws:iam::777788889999:role/${role}`;
        const message = `User: ${caller} is not authorized to perform: sts:AssumeRole on resource: ${resource}`;
        expect(readDenial(`${message} ${after}`)).toMatchObject({
          caller,
          action: 'sts:AssumeRole',
          resource,
        });
      }),
    );
  });
});
