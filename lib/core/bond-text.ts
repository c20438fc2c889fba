import type { AwsTarget } from './aws-writes';

type Bond = Extract<
  AwsTarget,
  { kind: 'managed-attachment' | 'principal-attachment' | 'role-in-profile' }
>;

/** What stands where two objects are tied together, as the document of a step. */
export const bondText = (bond: Bond): string =>
  JSON.stringify(
    bond.kind === 'role-in-profile'
      ? { RoleName: bond.roleName }
      : { PolicyArn: bond.policyArn },
  );
