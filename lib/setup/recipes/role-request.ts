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
  renderPlaceholderTrust,
  renderTrust,
  type TrustedParty,
} from '@/lib/iam/render/trust-policy';
import type { AwsTarget, PrincipalKind } from '@/lib/ports';

/** What every recipe that makes a role needs, checked. */
export type RoleRequest = {
  partition: string;
  /** Whose own policies the plan extends; null where they are not ours to write. */
  who: { kind: PrincipalKind; arn: string; name: string; accountId: string } | null;
  trusted: TrustedParty | { kind: 'keyless'; trust: RenderedPolicy };
  /** The principals that would ask: the one that was picked, or the group's members. */
  askers: string[];
  trustingAccountId: string;
  requireMfa: boolean;
  externalId: string | null;
  roleName: string;
  description: string;
  sessionSeconds: number;
};

/** Where roles made by plans live. The console's own roles are elsewhere and out of its reach. */
export const ROLE_PATH = '/drawbridge-managed/';

export const roleArnOf = (
  request: Pick<RoleRequest, 'partition' | 'trustingAccountId' | 'roleName'>,
): string =>
  `arn:${request.partition}:iam::${request.trustingAccountId}:role${ROLE_PATH}${request.roleName}`;

export const trustedAccountOf = ({
  who,
  trusted,
}: Pick<RoleRequest, 'who' | 'trusted'>): string =>
  trusted.kind === 'account' ? trusted.accountId : (who?.accountId ?? '');

type InlineTarget = Extract<AwsTarget, { kind: 'inline-policy' }>;

/** The trusted half: our statement in a policy of whoever borrows access. */
export type AssumeDocument = {
  text: string;
  statement: RenderedStatement;
  target: InlineTarget;
};

/** The documents of a crossing by role, as text, with where each belongs. */
export type RoleDocuments = {
  roleArn: string;
  placeholder: string;
  trust: string;
  trustStatement: RenderedStatement;
  permissions: string;
  /** Null where the other side writes it. */
  assume: AssumeDocument | null;
  targets: { role: AwsTarget; trust: AwsTarget; permissions: InlineTarget };
};

/** Renders the halves. Pure: the same request gives the same bytes. */
export function roleDocuments(
  request: RoleRequest,
  permissions: { name: string; text: string },
): RoleDocuments {
  const { roleName } = request;
  const trust = trustOf(request);
  const [trustStatement] = trust.Statement;
  return {
    roleArn: roleArnOf(request),
    placeholder: policyText(renderPlaceholderTrust()),
    trust: policyText(trust),
    trustStatement: trustStatement as RenderedStatement, // a trust of ours has one statement
    permissions: permissions.text,
    assume: assumeOf(request),
    targets: {
      role: { kind: 'role', roleName },
      trust: { kind: 'trust', roleName },
      permissions: {
        kind: 'inline-policy',
        principal: 'role',
        principalName: roleName,
        policyName: permissions.name,
      },
    },
  };
}

function assumeOf(request: RoleRequest): AssumeDocument | null {
  const { who, roleName } = request;
  if (!who) return null;
  const roleArn = roleArnOf(request);
  return {
    text: policyText(renderAssumePolicy(roleArn)),
    statement: assumeStatement(roleArn),
    target: {
      kind: 'inline-policy',
      principal: who.kind,
      principalName: who.name,
      policyName: assumePolicyName(roleName),
    },
  };
}

/** Guards that contradict each other let nobody in; these two are on different keys. */
function trustOf({
  trusted,
  requireMfa: isMfaAsked,
  externalId,
}: RoleRequest): RenderedPolicy {
  const guards: Guard[] = [
    ...(isMfaAsked ? [requireMfa()] : []),
    ...(externalId === null ? [] : [requireExternalId(externalId)]),
  ];
  if (trusted.kind === 'keyless') return trusted.trust;
  const guard = joinGuards(guards);
  return guard.ok ? renderTrust(trusted, guard.value) : renderPlaceholderTrust();
}
