import { parseArn } from '@/lib/core/arn';
import { timeOf } from './formats';

/**
 * What a program named by `credential_process` prints. Without an expiration AWS clients would
 * take the keys for ones that never end.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
 */
export const credentialProcess = (issued: {
  roleArn: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expiresAt: string;
}): string =>
  JSON.stringify({
    Version: 1,
    AccessKeyId: issued.accessKeyId,
    SecretAccessKey: issued.secretAccessKey,
    SessionToken: issued.sessionToken,
    Expiration: timeOf(new Date(issued.expiresAt)),
    AccountId: parseArn(issued.roleArn)?.accountId,
  });
