import type { AccountState } from '../world/types';

type Owner = Pick<AccountState, 'id' | 'partition'>;

/** The statement that lets identity policies of the key's account count. */
export const enablesIdentityPolicies = ({ id, partition }: Owner) => ({
  Sid: 'Enable IAM User Permissions',
  Effect: 'Allow' as const,
  Principal: { AWS: `arn:${partition}:iam::${id}:root` },
  Action: 'kms:*',
  Resource: '*',
});

/** @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
export const defaultKeyPolicy = (owner: Owner): string =>
  JSON.stringify(
    {
      Version: '2012-10-17',
      Id: 'key-default-1',
      Statement: [enablesIdentityPolicies(owner)],
    },
    null,
    2,
  );
