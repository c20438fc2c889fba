import {
  GetGroupPolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetUserPolicyCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { ok, type Result } from '@/lib/core/result';
import type { AwsConnection, AwsFailure, AwsTarget, TargetState } from '@/lib/ports';
import type { AwsContext } from './context';
import { access } from './credentials-of';
import { decodeDocument } from './decode-document';
import { attempt } from './map-error';

type InlineTarget = Extract<AwsTarget, { kind: 'inline-policy' }>;
type Read = Promise<Result<TargetState, AwsFailure>>;

/**
 * The live state of one document of ours, read with the identity that would write it: what the
 * saga compares is what the writer sees.
 */
export async function readTarget(
  context: AwsContext,
  connection: AwsConnection,
  target: AwsTarget,
): Read {
  const opened = await access(context, connection, 'write');
  if (!opened.ok) return opened;
  const iam = opened.value.clients.iam();
  const read = await (target.kind === 'inline-policy'
    ? readInline(iam, target)
    : readRole(iam, target.roleName));
  const isAbsent =
    !read.ok &&
    read.error.kind === 'refused' &&
    read.error.code.startsWith('NoSuchEntity');
  return isAbsent ? ok({ exists: false }) : read;
}

function readRole(iam: IAMClient, roleName: string): Read {
  return attempt('iam:GetRole', async () => {
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: roleName }));
    const tags = (Role?.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]);
    return {
      exists: true,
      document: decodeDocument(Role?.AssumeRolePolicyDocument),
      tags: Object.fromEntries(tags),
      id: Role?.RoleId ?? null,
    };
  });
}

const OPERATIONS = {
  role: 'iam:GetRolePolicy',
  user: 'iam:GetUserPolicy',
  group: 'iam:GetGroupPolicy',
} as const;

function readInline(iam: IAMClient, target: InlineTarget): Read {
  return attempt(OPERATIONS[target.principal], async () => {
    const { PolicyDocument } = await sendGet(iam, target);
    return { exists: true, document: decodeDocument(PolicyDocument), tags: {}, id: null };
  });
}

function sendGet(
  iam: IAMClient,
  { principal, principalName, policyName: PolicyName }: InlineTarget,
): Promise<{ PolicyDocument?: string | undefined }> {
  switch (principal) {
    case 'role':
      return iam.send(new GetRolePolicyCommand({ RoleName: principalName, PolicyName }));
    case 'user':
      return iam.send(new GetUserPolicyCommand({ UserName: principalName, PolicyName }));
    case 'group':
      return iam.send(
        new GetGroupPolicyCommand({ GroupName: principalName, PolicyName }),
      );
    default:
      return principal satisfies never;
  }
}
