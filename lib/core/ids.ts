import * as z from 'zod';
import { ACCOUNT_ID_PATTERN, BUCKET_NAME_PATTERN, ROLE_ARN_PATTERN } from './patterns';

/** AWS account id. Text, not a number: `012345678901` is a real id. */
export const AccountId = z
  .string()
  .regex(ACCOUNT_ID_PATTERN, 'An AWS account ID has 12 digits.')
  .brand<'AccountId'>();
export type AccountId = z.infer<typeof AccountId>;

/** The family of AWS regions that an ARN belongs to. STS does not cross it. */
export const Partition = z.enum(['aws', 'aws-us-gov', 'aws-cn', 'aws-eusc']);
export type Partition = z.infer<typeof Partition>;

/** ARN of an IAM role, with or without a path, in any partition. */
export const RoleArn = z
  .string()
  .regex(ROLE_ARN_PATTERN, 'Expected arn:aws:iam::<account>:role/<name>.')
  .brand<'RoleArn'>();
export type RoleArn = z.infer<typeof RoleArn>;

/** ARN of an IAM user, group or role. A group can hold a policy but cannot be trusted. */
export const PrincipalArn = z
  .string()
  .regex(
    /^arn:aws[a-z-]*:iam::\d{12}:(?:(?:user|role)\/(?:[\x21-\x7e]{1,510}\/)?[\w+=,.@-]{1,64}|group\/(?:[\x21-\x7e]{1,510}\/)?[\w+=,.@-]{1,128})$/,
    'Expected arn:aws:iam::<account>:user, group or role/<name>.',
  )
  .brand<'PrincipalArn'>();
export type PrincipalArn = z.infer<typeof PrincipalArn>;

/** ARN of an IAM user or role: somebody who can take a role. */
export const CallerArn = PrincipalArn.refine((arn) => !arn.includes(':group/'), {
  error: 'A group takes no role.',
});

/** Name of a general purpose S3 bucket. */
export const BucketName = z
  .string()
  .regex(
    BUCKET_NAME_PATTERN,
    'A bucket name has 3 to 63 lower-case letters, digits, dots and hyphens.',
  )
  .brand<'BucketName'>();
export type BucketName = z.infer<typeof BucketName>;

export const WorkspaceId = z.string().min(1).brand<'WorkspaceId'>();
export type WorkspaceId = z.infer<typeof WorkspaceId>;

export const UserId = z.string().min(1).brand<'UserId'>();
export type UserId = z.infer<typeof UserId>;

export const PlanId = z.uuid().brand<'PlanId'>();
export type PlanId = z.infer<typeof PlanId>;

export const DraftId = z.uuid().brand<'DraftId'>();
export type DraftId = z.infer<typeof DraftId>;
