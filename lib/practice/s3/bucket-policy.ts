import type {
  DeleteBucketPolicyCommandInput,
  GetBucketPolicyCommandInput,
  GetBucketPolicyStatusCommandInput,
  PutBucketPolicyCommandInput,
} from '@aws-sdk/client-s3';
import { NUMBER_RULES } from '@/lib/iam/validate/number-rules';
import { refusal } from '../authorize/denial';
import { withAccountArns } from '../iam/account-arns';
import {
  checkRest,
  listOf,
  parseStatements,
  type Statement,
} from '../iam/policy-document';
import { unknownPrincipal } from '../iam/trust-document';
import { type Call, changed, type Given, type Operations } from '../operation';
import { AwsError } from '../wire/aws-error';
import type { StoredBucket } from '../world/s3-types';
import { allowBucket, type BucketInput, type Found } from './find-bucket';
import { isPublicPolicy } from './is-public-policy';

const MAX_BYTES = NUMBER_RULES.BucketPolicyLength.max;

const malformed = (message: string, details: Record<string, string> = {}): AwsError =>
  new AwsError('MalformedPolicy', message, 400, { members: details });

/** Reads a document in IAM's way; what is wrong with it is S3's own error. */
function readAs<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof AwsError ? malformed(error.message) : error;
  }
}

function statementsOf(text: string): Statement[] {
  if (!text.trimStart().startsWith('{'))
    throw malformed("Policies must be valid JSON and the first byte must be '{'");
  return readAs(() => parseStatements(text));
}

function checkStatement(call: Call, statement: Statement, bucket: string): void {
  if (statement['Principal'] === undefined && statement['NotPrincipal'] === undefined)
    throw malformed('Missing required field Principal');
  const unknown = unknownPrincipal(call.world, statement);
  if (unknown !== null)
    throw malformed('Invalid principal in policy', { Detail: unknown });
  const resources = listOf(statement['Resource'] ?? statement['NotResource']).map(String);
  const arn = `arn:${call.account.partition}:s3:::${bucket}`;
  const isOfBucket = (resource: string) =>
    resource === arn ||
    resource.startsWith(`${arn}/`) ||
    /[*?]/.test(resource.split('/')[0] ?? '');
  if (resources.length === 0) throw malformed('Missing required field Resource');
  if (!resources.every(isOfBucket)) throw malformed('Policy has invalid resource');
  const actions = listOf(statement['Action'] ?? statement['NotAction']).map(String);
  if (!actions.every((action) => /^(\*|s3:.*)$/i.test(action)))
    throw malformed('Policy has invalid action');
}

/** Only the bucket's own account touches its policy, whatever that says. */
function allowPolicy(call: Call, action: string, input: BucketInput): Found {
  const found = allowBucket(call, action, input);
  if (found.account.id === call.account.id) return found;
  throw new AwsError(
    'MethodNotAllowed',
    'The specified method is not allowed against this resource.',
    405,
    { members: { ResourceType: 'BUCKETPOLICY' } },
  );
}

function putPolicy(call: Call, input: Given<PutBucketPolicyCommandInput>) {
  const { bucket, account } = allowPolicy(call, 's3:PutBucketPolicy', input);
  const text = Buffer.from(input.Policy).toString('utf8');
  if (Buffer.byteLength(text) > MAX_BYTES)
    throw malformed('Policy exceeds the maximum allowed document size.');
  const statements = statementsOf(text);
  for (const statement of statements) checkStatement(call, statement, bucket.name);
  readAs(() => checkRest(text, 'bucket'));
  if (bucket.publicAccessBlock?.blockPublicPolicy && isPublicPolicy(text))
    throw refusal(
      call,
      {
        action: 's3:PutBucketPolicy',
        resource: `arn:${account.partition}:s3:::${bucket.name}`,
      },
      ' because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.',
    );
  bucket.policy = withAccountArns(call.world, text);
  changed(call, account);
  return {};
}

function getPolicy(call: Call, input: Given<GetBucketPolicyCommandInput>) {
  const { bucket } = allowPolicy(call, 's3:GetBucketPolicy', input);
  return { Policy: policyOf(bucket) };
}

function policyOf({ name, policy }: StoredBucket): string {
  if (policy !== null) return policy;
  throw new AwsError('NoSuchBucketPolicy', 'The bucket policy does not exist', 404, {
    members: {
      BucketName: name,
    },
  });
}

function getPolicyStatus(call: Call, input: Given<GetBucketPolicyStatusCommandInput>) {
  const { bucket } = allowBucket(call, 's3:GetBucketPolicyStatus', input);
  return { PolicyStatus: { IsPublic: isPublicPolicy(policyOf(bucket)) } };
}

function deletePolicy(call: Call, input: Given<DeleteBucketPolicyCommandInput>) {
  const { bucket, account } = allowPolicy(call, 's3:DeleteBucketPolicy', input);
  bucket.policy = null;
  changed(call, account);
  return {};
}

export const bucketPolicyOperations = {
  PutBucketPolicy: putPolicy,
  GetBucketPolicy: getPolicy,
  DeleteBucketPolicy: deletePolicy,
  GetBucketPolicyStatus: getPolicyStatus,
} satisfies Operations;
