/** A refusal in AWS's own words. `code` is the wire code, `status` the HTTP status. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  /** What a service tells beside code and message. */
  readonly members: Record<string, string>;
  /** Of a denial: what DecodeAuthorizationMessage tells of it. */
  readonly encodedMessage: string;

  constructor(
    code: string,
    message: string,
    status = 400,
    more: { members?: Record<string, string>; encodedMessage?: string } = {},
  ) {
    super(message);
    this.code = code;
    this.status = status;
    this.members = more.members ?? {};
    this.encodedMessage = more.encodedMessage ?? '';
  }
}

export const validationError = (message: string): AwsError =>
  new AwsError('ValidationError', message);

export const invalidInput = (message: string): AwsError =>
  new AwsError('InvalidInput', message);

export const noSuchEntity = (message: string): AwsError =>
  new AwsError('NoSuchEntity', message, 404);

export const alreadyExists = (message: string): AwsError =>
  new AwsError('EntityAlreadyExists', message, 409);

export const deleteConflict = (message: string): AwsError =>
  new AwsError('DeleteConflict', message, 409);

export const limitExceeded = (message: string): AwsError =>
  new AwsError('LimitExceeded', message, 409);

export const malformedPolicy = (message: string): AwsError =>
  new AwsError('MalformedPolicyDocument', message);
