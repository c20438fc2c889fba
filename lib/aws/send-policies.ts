import {
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DetachGroupPolicyCommand,
  DetachRolePolicyCommand,
  DetachUserPolicyCommand,
  GetPolicyCommand,
  type IAMClient,
  paginateListPolicyVersions,
} from '@aws-sdk/client-iam';
import { NUMBER_RULES } from '@/lib/iam/validate/number-rules';
import type { AwsWrite } from '@/lib/ports';
import type { Sent } from './send-inline';

type Of<Kind extends AwsWrite['kind']> = Extract<AwsWrite, { kind: Kind }>;

export function attachTo(
  iam: IAMClient,
  { principal, principalName: name, policyArn: PolicyArn }: Of<'attach-to'>,
): Sent {
  switch (principal) {
    case 'role':
      return iam.send(new AttachRolePolicyCommand({ RoleName: name, PolicyArn }));
    case 'user':
      return iam.send(new AttachUserPolicyCommand({ UserName: name, PolicyArn }));
    case 'group':
      return iam.send(new AttachGroupPolicyCommand({ GroupName: name, PolicyArn }));
    default:
      return principal satisfies never;
  }
}

export function detachFrom(
  iam: IAMClient,
  { principal, principalName: name, policyArn: PolicyArn }: Of<'detach-from'>,
): Sent {
  switch (principal) {
    case 'role':
      return iam.send(new DetachRolePolicyCommand({ RoleName: name, PolicyArn }));
    case 'user':
      return iam.send(new DetachUserPolicyCommand({ UserName: name, PolicyArn }));
    case 'group':
      return iam.send(new DetachGroupPolicyCommand({ GroupName: name, PolicyArn }));
    default:
      return principal satisfies never;
  }
}

const VERSIONS_MAX = NUMBER_RULES.PolicyVersionCount.max;

/** AWS keeps a few versions of a policy: the oldest that does not hold makes room. */
export async function putPolicyVersion(
  iam: IAMClient,
  { policyArn: PolicyArn, document: PolicyDocument }: Of<'put-policy-version'>,
): Sent {
  const { all, idle } = await versionsOf(iam, PolicyArn);
  const [oldest] = idle;
  if (oldest && all >= VERSIONS_MAX)
    await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: oldest }));
  return iam.send(
    new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument, SetAsDefault: true }),
  );
}

/**
 * With its former versions, which AWS wants deleted first. It refuses to delete one that somebody
 * has, and that keeps its versions.
 */
export async function deletePolicy(
  iam: IAMClient,
  { policyArn: PolicyArn }: Of<'delete-policy'>,
): Sent {
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
  const isHeld = Policy?.AttachmentCount || Policy?.PermissionsBoundaryUsageCount;
  const { idle } = isHeld ? { idle: [] } : await versionsOf(iam, PolicyArn);
  for (const VersionId of idle)
    await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId }));
  return iam.send(new DeletePolicyCommand({ PolicyArn }));
}

/** How many versions there are, and those that do not hold, oldest first. */
async function versionsOf(
  iam: IAMClient,
  PolicyArn: string,
): Promise<{ all: number; idle: string[] }> {
  const found = [];
  for await (const { Versions = [] } of paginateListPolicyVersions(
    { client: iam },
    { PolicyArn },
  ))
    found.push(...Versions);
  const idle = found
    .filter(({ IsDefaultVersion }) => !IsDefaultVersion)
    .flatMap(({ VersionId }) => VersionId ?? [])
    .sort((a, b) => numberOf(a) - numberOf(b));
  return { all: found.length, idle };
}

/** 12 of `v12`: AWS counts versions up. */
const numberOf = (versionId: string): number => Number(versionId.slice(1));
