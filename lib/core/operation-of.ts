import type { AwsWrite, PrincipalKind } from './aws-writes';

const PRINCIPALS: Record<PrincipalKind, string> = {
  role: 'Role',
  user: 'User',
  group: 'Group',
};

const OPERATIONS: Record<
  Exclude<
    AwsWrite['kind'],
    'put-inline-policy' | 'delete-inline-policy' | 'attach-to' | 'detach-from'
  >,
  string
> = {
  'create-role': 'iam:CreateRole',
  'create-policy': 'iam:CreatePolicy',
  'create-instance-profile': 'iam:CreateInstanceProfile',
  'create-oidc-provider': 'iam:CreateOpenIDConnectProvider',
  'create-saml-provider': 'iam:CreateSAMLProvider',
  'put-trust': 'iam:UpdateAssumeRolePolicy',
  'put-bucket-policy': 's3:PutBucketPolicy',
  'put-key-policy': 'kms:PutKeyPolicy',
  'put-policy-version': 'iam:CreatePolicyVersion',
  'attach-policy': 'iam:AttachRolePolicy',
  'add-role-to-profile': 'iam:AddRoleToInstanceProfile',
  'add-audience': 'iam:AddClientIDToOpenIDConnectProvider',
  'tag-role': 'iam:TagRole',
  'delete-role': 'iam:DeleteRole',
  'delete-bucket-policy': 's3:DeleteBucketPolicy',
  'delete-policy': 'iam:DeletePolicy',
  'detach-policy': 'iam:DetachRolePolicy',
  'untag-role': 'iam:UntagRole',
  'remove-role-from-profile': 'iam:RemoveRoleFromInstanceProfile',
  'delete-instance-profile': 'iam:DeleteInstanceProfile',
  'remove-audience': 'iam:RemoveClientIDFromOpenIDConnectProvider',
  'delete-oidc-provider': 'iam:DeleteOpenIDConnectProvider',
  'delete-saml-provider': 'iam:DeleteSAMLProvider',
};

/** The action of a write, as policies name it: `iam:PutRolePolicy`. */
export function operationOf(write: AwsWrite): string {
  if (write.kind === 'put-inline-policy')
    return `iam:Put${PRINCIPALS[write.principal]}Policy`;
  if (write.kind === 'delete-inline-policy')
    return `iam:Delete${PRINCIPALS[write.principal]}Policy`;
  if (write.kind === 'attach-to') return `iam:Attach${PRINCIPALS[write.principal]}Policy`;
  if (write.kind === 'detach-from')
    return `iam:Detach${PRINCIPALS[write.principal]}Policy`;
  return OPERATIONS[write.kind];
}
