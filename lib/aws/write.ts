import {
  CreateRoleCommand,
  DeleteGroupPolicyCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DeleteUserPolicyCommand,
  type IAMClient,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { ok, type Result } from '@/lib/core/result';
import type { AwsConnection, AwsFailure, AwsWrite } from '@/lib/ports';
import type { AwsContext } from './context';
import { access } from './credentials-of';
import { attempt } from './map-error';

type PutInline = Extract<AwsWrite, { kind: 'put-inline-policy' }>;
type DeleteInline = Extract<AwsWrite, { kind: 'delete-inline-policy' }>;
type Sent = Promise<{ $metadata: { requestId?: string | undefined } }>;

/** One write. Deleting what is not there is done already. */
export async function write(
  context: AwsContext,
  connection: AwsConnection,
  change: AwsWrite,
): Promise<Result<{ requestId: string }, AwsFailure>> {
  const opened = await access(context, connection, 'write');
  if (!opened.ok) return opened;
  const iam = opened.value.clients.iam();
  const sent = await attempt(operationOf(change), async () => {
    const { $metadata } = await send(iam, change);
    return { requestId: $metadata.requestId ?? '' };
  });
  return isGone(change, sent) ? ok({ requestId: '' }) : sent;
}

function isGone(change: AwsWrite, sent: Result<unknown, AwsFailure>): boolean {
  const isDelete =
    change.kind === 'delete-role' || change.kind === 'delete-inline-policy';
  if (!isDelete || sent.ok || sent.error.kind !== 'refused') return false;
  return sent.error.code.startsWith('NoSuchEntity');
}

const PRINCIPALS = { role: 'Role', user: 'User', group: 'Group' } as const;

/** The IAM action of a write, as policies name it. */
function operationOf(change: AwsWrite): string {
  switch (change.kind) {
    case 'create-role':
      return 'iam:CreateRole';
    case 'delete-role':
      return 'iam:DeleteRole';
    case 'put-trust':
      return 'iam:UpdateAssumeRolePolicy';
    case 'put-inline-policy':
      return `iam:Put${PRINCIPALS[change.principal]}Policy`;
    case 'delete-inline-policy':
      return `iam:Delete${PRINCIPALS[change.principal]}Policy`;
    default:
      return change satisfies never;
  }
}

function send(iam: IAMClient, change: AwsWrite): Sent {
  switch (change.kind) {
    case 'create-role':
      return iam.send(createRole(change));
    case 'delete-role':
      return iam.send(new DeleteRoleCommand({ RoleName: change.roleName }));
    case 'put-trust':
      return iam.send(
        new UpdateAssumeRolePolicyCommand({
          RoleName: change.roleName,
          PolicyDocument: change.document,
        }),
      );
    case 'put-inline-policy':
      return putInline(iam, change);
    case 'delete-inline-policy':
      return deleteInline(iam, change);
    default:
      return change satisfies never;
  }
}

const createRole = (change: Extract<AwsWrite, { kind: 'create-role' }>) =>
  new CreateRoleCommand({
    RoleName: change.roleName,
    Path: change.path,
    ...(change.description ? { Description: change.description } : {}),
    MaxSessionDuration: change.maxSessionSeconds,
    AssumeRolePolicyDocument: change.trust,
    Tags: Object.entries(change.tags).map(([Key, Value]) => ({ Key, Value })),
  });

function putInline(iam: IAMClient, change: PutInline): Sent {
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

function deleteInline(iam: IAMClient, change: DeleteInline): Sent {
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
