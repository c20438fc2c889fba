import {
  DeleteGroupPolicyCommand,
  DeleteRolePolicyCommand,
  DeleteUserPolicyCommand,
  type IAMClient,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import type { AwsWrite } from '@/lib/ports';

export type Sent = Promise<{ $metadata: { requestId?: string | undefined } }>;
type PutInline = Extract<AwsWrite, { kind: 'put-inline-policy' }>;
type DeleteInline = Extract<AwsWrite, { kind: 'delete-inline-policy' }>;

export function putInline(iam: IAMClient, change: PutInline): Sent {
  const { principal, principalName } = change;
  const policy = { PolicyName: change.policyName, PolicyDocument: change.document };
  switch (principal) {
    case 'role':
      return iam.send(new PutRolePolicyCommand({ RoleName: principalName, ...policy }));
    case 'user':
      return iam.send(new PutUserPolicyCommand({ UserName: principalName, ...policy }));
    case 'group':
      return iam.send(new PutGroupPolicyCommand({ GroupName: principalName, ...policy }));
    default:
      return principal satisfies never;
  }
}

export function deleteInline(iam: IAMClient, change: DeleteInline): Sent {
  const { principal, principalName, policyName: PolicyName } = change;
  switch (principal) {
    case 'role':
      return iam.send(
        new DeleteRolePolicyCommand({ RoleName: principalName, PolicyName }),
      );
    case 'user':
      return iam.send(
        new DeleteUserPolicyCommand({ UserName: principalName, PolicyName }),
      );
    case 'group':
      return iam.send(
        new DeleteGroupPolicyCommand({ GroupName: principalName, PolicyName }),
      );
    default:
      return principal satisfies never;
  }
}
