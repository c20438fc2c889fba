import type { AwsTarget } from './aws-writes';

type Bond = Extract<AwsTarget, { kind: 'managed-attachment' | 'role-in-profile' }>;

/** What stands where two objects are tied together, as the document of a step. */
export const bondText = (bond: Bond): string =>
  JSON.stringify(
    bond.kind === 'managed-attachment'
      ? { PolicyArn: bond.policyArn }
      : { RoleName: bond.roleName },
  );
