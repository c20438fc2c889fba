import { AwsError } from '../wire/aws-error';

export const notFound = (message: string): AwsError =>
  new AwsError('NotFoundException', message);

export const keyNotFound = (arn: string): AwsError =>
  notFound(`Key '${arn}' does not exist`);

export const invalidState = (message: string): AwsError =>
  new AwsError('KMSInvalidStateException', message);

export const invalidArn = (message: string): AwsError =>
  new AwsError('InvalidArnException', message);

export const unsupported = (message: string): AwsError =>
  new AwsError('UnsupportedOperationException', message);

export const kmsLimitExceeded = (message: string): AwsError =>
  new AwsError('LimitExceededException', message);

export const kmsMalformedPolicy = (message: string): AwsError =>
  new AwsError('MalformedPolicyDocumentException', message);

/** AWS gives no message, so that nobody learns what was wrong with the bytes. */
export const invalidCiphertext = (): AwsError =>
  new AwsError('InvalidCiphertextException', '');
