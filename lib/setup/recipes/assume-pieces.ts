import { bondText } from '@/lib/core/bond-text';
import { assumePolicyName, assumeStatement } from '@/lib/iam/render/assume-policy';
import { NO_GUARD } from '@/lib/iam/render/guards/guard';
import { policyOf, policyText } from '@/lib/iam/render/policy-text';
import { guardOf } from '../guards/guard-of';
import type { Piece } from './piece';
import { type Borrower, ROLE_PATH, type RoleRequest, roleArnOf } from './role-request';

/**
 * What lets the trusted side ask for the role: a statement in an inline policy, or a managed
 * policy of its own with an attachment.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
 */
export const assumePieces = (request: RoleRequest, who: Borrower): Piece[] =>
  typeof request.managedHalf === 'string'
    ? managedPieces(request, [who], {
        name: request.managedHalf,
        text: policyText(policyOf(statementOf(request))),
      })
    : [inlinePiece(request, who)];

function statementOf(request: RoleRequest) {
  const joined = guardOf(request.guards);
  return assumeStatement(roleArnOf(request), joined.ok ? joined.value : NO_GUARD);
}

function inlinePiece(request: RoleRequest, who: Borrower): Piece {
  const policyName = assumePolicyName(request.roleName);
  return {
    side: 'trusted',
    accountId: who.accountId,
    title: `${policyName} on ${who.kind} ${who.name}`,
    target: {
      kind: 'inline-policy',
      principal: who.kind,
      principalName: who.name,
      policyName,
    },
    field: 'who',
    content: {
      kind: 'merged',
      statements: [statementOf(request)],
      placeholder: null,
    },
  };
}

type Half = {
  /** Empty for the usual one. */
  name: string;
  text: string;
};

/** The policy, its text where it stands already, and what ties it to each of those who ask. */
export function managedPieces(
  { partition, roleName }: Pick<RoleRequest, 'partition' | 'roleName'>,
  [first, ...others]: Borrower[],
  { name, text }: Half,
): Piece[] {
  if (!first) return [];
  const { accountId } = first;
  const policyName = name || assumePolicyName(roleName);
  const policyArn = `arn:${partition}:iam::${accountId}:policy${ROLE_PATH}${policyName}`;
  const half = { side: 'trusted', accountId, field: 'assumePolicyName' } as const;
  return [
    {
      ...half,
      title: `Policy ${policyName}`,
      target: { kind: 'managed-policy', policyArn },
      content: {
        kind: 'object',
        write: {
          kind: 'create-policy',
          policyName,
          path: ROLE_PATH,
          document: text,
          tags: {},
        },
        document: text,
        ifForeign: 'refuse',
      },
    },
    {
      ...half,
      title: `Text of policy ${policyName}`,
      target: { kind: 'policy-document', policyArn },
      content: { kind: 'whole', text, placeholder: text },
    },
    ...[first, ...others].map((who) => attachmentPiece(who, policyName, policyArn)),
  ];
}

function attachmentPiece(
  { kind: principal, name: principalName, accountId }: Borrower,
  policyName: string,
  policyArn: string,
): Piece {
  const target = {
    kind: 'principal-attachment',
    principal,
    principalName,
    policyArn,
  } as const;
  return {
    side: 'trusted',
    accountId,
    title: `${policyName} on ${principal} ${principalName}`,
    target,
    field: 'assumeAs',
    content: { kind: 'whole', text: bondText(target) },
  };
}
