import type { User } from '@aws-sdk/client-iam';
import type { StoredUser } from '../world/types';

/** A user as lists give it. */
export const userOut = (user: StoredUser): User => ({
  Path: user.path,
  UserName: user.name,
  UserId: user.id,
  Arn: user.arn,
  CreateDate: new Date(user.createdAt),
});
