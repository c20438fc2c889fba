import { nameOfArn, parseArn } from '@/lib/core/arn';
import type { RoleDetail, UserDetail } from '../world';
import type { Place } from './place';

/** Holds the compared policy, if it is one that users hold. */
export const madeUpUser = (arn: string, name: string, place: Place): UserDetail => ({
  Path: '/',
  UserName: name,
  UserId: `AIDA${name}`,
  Arn: arn,
  GroupList:
    place.kind === 'inline' && place.ownerArn.includes(':group/')
      ? [nameOfArn(place.ownerArn)]
      : [],
  AttachedManagedPolicies:
    place.kind === 'managed'
      ? [{ PolicyName: nameOfArn(place.policyArn), PolicyArn: place.policyArn }]
      : [],
});

/** A role that trusts nobody. */
export const madeUpRole = (
  arn: string,
  name: string,
  kind: 'role' | 'session',
): RoleDetail => {
  const { partition = 'aws', accountId = '' } = parseArn(arn) ?? {};
  return {
    Path: '/',
    RoleName: name,
    RoleId: `AROA${name}`,
    Arn: kind === 'role' ? arn : `arn:${partition}:iam::${accountId}:role/${name}`,
    AssumeRolePolicyDocument: null,
  };
};
