import * as AccessAnalyzer from '@aws-sdk/client-accessanalyzer';
import * as CloudTrail from '@aws-sdk/client-cloudtrail';
import * as Iam from '@aws-sdk/client-iam';
import * as Kms from '@aws-sdk/client-kms';
import * as Organizations from '@aws-sdk/client-organizations';
import * as S3 from '@aws-sdk/client-s3';
import * as Sts from '@aws-sdk/client-sts';
import { ACME } from './seed/accounts';
import { allow, documentOf, roleArn } from './seed/document';
import type { clientsOf } from './test-practice';
import { MODELS, requiredMembers, type ServiceName } from './wire/models';

type Clients = ReturnType<typeof clientsOf>;
type Sender = { send(command: never): Promise<unknown> };

const COMMANDS: Record<ServiceName, { sdk: object; client: (of: Clients) => Sender }> = {
  iam: { sdk: Iam, client: ({ iam }) => iam },
  sts: { sdk: Sts, client: ({ sts }) => sts },
  s3: { sdk: S3, client: ({ s3 }) => s3 },
  organizations: { sdk: Organizations, client: ({ organizations }) => organizations },
  kms: { sdk: Kms, client: ({ kms }) => kms },
  cloudtrail: { sdk: CloudTrail, client: ({ cloudTrail }) => cloudTrail },
  'access-analyzer': {
    sdk: AccessAnalyzer,
    client: ({ accessAnalyzer }) => accessAnalyzer,
  },
};

/** Calls an operation by its name, through the SDK's own command for it. */
export async function callByName(
  clients: Clients,
  service: ServiceName,
  operation: string,
  input: object,
): Promise<unknown> {
  const { sdk, client } = COMMANDS[service];
  // the SDK names the command of every operation after it
  const Command = Reflect.get(sdk, `${operation}Command`) as new (given: object) => never;
  return client(clients).send(new Command(input));
}

/** A bucket of Tooling in the large seed, and an object in it. */
const BUCKET = 'acme-build-artifacts';
export const OBJECT = 'shop/1.42.0/manifest.json';

const READ = documentOf(allow('s3:GetObject', `arn:aws:s3:::${BUCKET}/*`));
const BYTES = Buffer.from('x');

/** What each service takes for the members that its operations ask for. */
const VALUES: Record<Exclude<ServiceName, 'iam'>, Record<string, unknown>> = {
  sts: {
    AccessKeyId: 'AKIAPRACTICEAAAABBBB',
    EncodedMessage: 'message',
    Name: 'somebody',
    RoleArn: roleArn(ACME.data, 'data-read'),
    RoleSessionName: 'somebody',
  },
  s3: {
    Bucket: BUCKET,
    CopySource: `${BUCKET}/${OBJECT}`,
    Delete: { Objects: [{ Key: OBJECT }] },
    Key: OBJECT,
    ObjectAttributes: ['ETag'],
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    PartNumber: 1,
    Policy: READ,
    PublicAccessBlockConfiguration: { BlockPublicAcls: true },
    ServerSideEncryptionConfiguration: {
      Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    },
    Tagging: { TagSet: [{ Key: 'team', Value: 'data' }] },
    UploadId: 'upload',
  },
  organizations: {
    AccountId: ACME.data,
    AccountName: 'New',
    ChildId: ACME.data,
    ChildType: 'ACCOUNT',
    Content: READ,
    CreateAccountRequestId: 'car-0123456789abcdef0123456789abcdef',
    Description: 'says',
    DestinationParentId: 'r-ac3e',
    Email: 'new@example.com',
    Filter: 'SERVICE_CONTROL_POLICY',
    Name: 'new',
    OrganizationalUnitId: 'ou-ac3e-00000000',
    ParentId: 'r-ac3e',
    PolicyId: 'p-keepevidence',
    PolicyType: 'RESOURCE_CONTROL_POLICY',
    RootId: 'r-ac3e',
    ServicePrincipal: 'access-analyzer.amazonaws.com',
    SourceParentId: 'r-ac3e',
    TargetId: ACME.data,
    Type: 'SERVICE_CONTROL_POLICY',
  },
  kms: {
    AliasName: 'alias/data-lake',
    Description: 'says',
    GranteePrincipal: roleArn(ACME.tooling, 'ci-build'),
    NumberOfBytes: 8,
    Operations: ['Decrypt'],
    Plaintext: BYTES,
    Policy: READ,
    RetiringPrincipal: roleArn(ACME.tooling, 'ci-build'),
    TagKeys: ['team'],
    Tags: [{ TagKey: 'team', TagValue: 'data' }],
  },
  cloudtrail: { Name: 'acme-trail' },
  'access-analyzer': {
    access: [{ actions: ['s3:GetObject'] }],
    policyDocument: READ,
    policyType: 'IDENTITY_POLICY',
  },
};

/** What these need though the SDK does not ask for it. */
const ALSO: Record<string, string[]> = {
  CreateGrant: ['GranteePrincipal'],
  Decrypt: ['CiphertextBlob'],
  GenerateDataKey: ['NumberOfBytes'],
  GenerateDataKeyWithoutPlaintext: ['NumberOfBytes'],
  GenerateRandom: ['NumberOfBytes'],
  ReEncrypt: ['CiphertextBlob'],
  RetireGrant: ['KeyId', 'GrantId'],
};

/**
 * An input with what an operation needs and nothing that is refused for its form; throws for
 * a member that no value is known for.
 */
export function soundInput(
  service: Exclude<ServiceName, 'iam'>,
  operation: string,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  const model = MODELS[service].get(operation);
  if (!model) throw new Error(`${service} has no operation ${operation}.`);
  const values = { ...VALUES[service], ...more };
  return Object.fromEntries(
    [...requiredMembers(model.input), ...(ALSO[operation] ?? [])].map((member) => {
      if (!Object.hasOwn(values, member))
        throw new Error(`Say what ${member} of ${service}:${operation} may be.`);
      return [member, values[member]];
    }),
  );
}
