import {
  assumePolicyName,
  assumeStatement,
  renderAssumePolicy,
} from '@/lib/iam/render/assume-policy';
import type { Guard } from '@/lib/iam/render/guards/guard';
import { requireExternalId, requireMfa } from '@/lib/iam/render/guards/guards';
import { joinGuards } from '@/lib/iam/render/guards/join-guards';
import {
  policyText,
  type RenderedPolicy,
  type RenderedStatement,
} from '@/lib/iam/render/policy-text';
import {
  type BucketAccess,
  renderBucketPermissions,
} from '@/lib/iam/render/s3-permissions';
import {
  renderPlaceholderTrust,
  renderTrust,
  type TrustedParty,
} from '@/lib/iam/render/trust-policy';
import type { AwsTarget, PrincipalKind } from '@/lib/ports';

/** Everything the recipe needs, checked. */
export type ShareRequest = {
  partition: string;
  who: { kind: PrincipalKind; arn: string; name: string; accountId: string };
  trusted: TrustedParty;
  /** The principals that would ask: the one that was picked, or the group's members. */
  askers: string[];
  trustingAccountId: string;
  bucket: string;
  /** Part of the bucket, `logs/*`; null means all of it. */
  keys: string | null;
  access: BucketAccess | 'custom';
  /** The role's permissions when access is custom. */
  customPolicy: string | null;
  requireMfa: boolean;
  externalId: string | null;
  roleName: string;
  description: string;
  sessionSeconds: number;
};

/** Where roles made by plans live. The console's own roles are elsewhere and out of its reach. */
export const ROLE_PATH = '/drawbridge-managed/';

export const PERMISSIONS_NAME = 'bucket-access';

export const roleArnOf = (
  request: Pick<ShareRequest, 'partition' | 'trustingAccountId' | 'roleName'>,
): string =>
  `arn:${request.partition}:iam::${request.trustingAccountId}:role${ROLE_PATH}${request.roleName}`;

type InlineTarget = Extract<AwsTarget, { kind: 'inline-policy' }>;
type Targets = {
  role: AwsTarget;
  trust: AwsTarget;
  permissions: InlineTarget;
  assume: InlineTarget;
};

/** The documents of a share, as text, with where each belongs. */
export type ShareDocuments = {
  roleArn: string;
  placeholder: string;
  trust: string;
  trustStatement: RenderedStatement;
  permissions: string;
  assume: string;
  assumeStatement: RenderedStatement;
  targets: Targets;
};

/** Renders both halves. Pure: the same request gives the same bytes. */
export function shareDocuments(request: ShareRequest): ShareDocuments {
  const { roleName, who } = request;
  const roleArn = roleArnOf(request);
  const trust = trustOf(request);
  const [trustStatement] = trust.Statement;
  return {
    roleArn,
    placeholder: policyText(renderPlaceholderTrust()),
    trust: policyText(trust),
    trustStatement: trustStatement as RenderedStatement, // a trust of ours has one statement
    permissions: permissionsOf(request),
    assume: policyText(renderAssumePolicy(roleArn)),
    assumeStatement: assumeStatement(roleArn),
    targets: {
      role: { kind: 'role', roleName },
      trust: { kind: 'trust', roleName },
      permissions: {
        kind: 'inline-policy',
        principal: 'role',
        principalName: roleName,
        policyName: PERMISSIONS_NAME,
      },
      assume: {
        kind: 'inline-policy',
        principal: who.kind,
        principalName: who.name,
        policyName: assumePolicyName(roleName),
      },
    },
  };
}

/** Guards that contradict each other let nobody in; these two are on different keys. */
function trustOf({
  trusted,
  requireMfa: isMfaAsked,
  externalId,
}: ShareRequest): RenderedPolicy {
  const guards: Guard[] = [
    ...(isMfaAsked ? [requireMfa()] : []),
    ...(externalId === null ? [] : [requireExternalId(externalId)]),
  ];
  const guard = joinGuards(guards);
  return guard.ok ? renderTrust(trusted, guard.value) : renderPlaceholderTrust();
}

function permissionsOf({ access, customPolicy, ...request }: ShareRequest): string {
  if (access === 'custom') return customPolicy ?? '';
  return policyText(renderBucketPermissions({ ...request, access }));
}

/** S3 actions that each choice promises, and on what. */
export const PROMISED: Record<BucketAccess, string[]> = {
  read: ['s3:ListBucket', 's3:GetObject'],
  write: ['s3:PutObject'],
  both: ['s3:ListBucket', 's3:GetObject', 's3:PutObject'],
};
