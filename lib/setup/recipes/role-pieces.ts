import { NO_GUARD } from '@/lib/iam/render/guards/guard';
import { handOutStatement } from '@/lib/iam/render/hand-out';
import {
  policyText,
  type RenderedPolicy,
  type RenderedStatement,
} from '@/lib/iam/render/policy-text';
import { renderPlaceholderTrust, renderTrust } from '@/lib/iam/render/trust-policy';
import { guardOf } from '../guards/guard-of';
import { assumePieces } from './assume-pieces';
import type { Piece } from './piece';
import { ROLE_PATH, type RoleRequest } from './role-request';
import { tagPieces } from './tag-pieces';

type Permissions = { name: string; text: string };

/**
 * The pieces of a crossing by a role of its own: the role, open to nobody yet, what it may do,
 * the trusted side's policy, and the real trust last. Pure: the same request gives the same
 * bytes.
 */
export const rolePieces = (request: RoleRequest, permissions: Permissions): Piece[] =>
  rolePiecesWith(request, [permissionsPiece(request, permissions)]);

/** The same, with whatever says what it may do. */
export function rolePiecesWith(request: RoleRequest, may: Piece[]): Piece[] {
  const { who } = request;
  return [
    ...madeRolePieces(request),
    ...may,
    ...(who ? assumePieces(request, who) : []),
    trustPiece(request),
  ];
}

const placeholder = policyText(renderPlaceholderTrust());

const trusting = ({ trustingAccountId }: RoleRequest) =>
  ({ side: 'trusting', accountId: trustingAccountId }) as const;

/** The role itself, open to nobody, and its tags. */
export const madeRolePieces = (request: RoleRequest): Piece[] => [
  rolePiece(request),
  ...tagPieces(trusting(request), request.roleName, request.tags),
];

function rolePiece(request: RoleRequest): Piece {
  const { roleName, path, description, sessionSeconds, boundary } = request;
  return {
    ...trusting(request),
    title: `Role ${roleName}, open to nobody yet`,
    target: { kind: 'role', roleName },
    field: 'roleName',
    content: {
      kind: 'object',
      write: {
        kind: 'create-role',
        roleName,
        path: path ?? ROLE_PATH,
        description,
        maxSessionSeconds: sessionSeconds,
        ...(boundary && { boundaryArn: boundary }),
        trust: placeholder,
        tags: request.tags ?? {},
      },
      document: placeholder,
      ifForeign: 'refuse',
    },
  };
}

export const permissionsPiece = (
  request: RoleRequest,
  { name, text }: Permissions,
): Piece => ({
  ...trusting(request),
  title: `Permissions of ${request.roleName}`,
  target: {
    kind: 'inline-policy',
    principal: 'role',
    principalName: request.roleName,
    policyName: name,
  },
  field: 'roleName',
  content: { kind: 'whole', text },
});

const trustPiece = (request: RoleRequest): Piece => ({
  ...trusting(request),
  title: `Trust policy of ${request.roleName}`,
  target: { kind: 'trust', roleName: request.roleName },
  field: 'roleName',
  content: {
    kind: 'merged',
    statements: [...trustOf(request).Statement, ...handOutOf(request)],
    placeholder,
  },
});

/** Of the guards only the end holds for it: the others are about whoever was named. */
export function handOutOf({
  consoleArn,
  guards,
}: Pick<RoleRequest, 'consoleArn' | 'guards'>): RenderedStatement[] {
  if (!consoleArn) return [];
  const ends = guardOf(guards.filter(({ name }) => name === 'ends'));
  return [handOutStatement(consoleArn, ends.ok ? ends.value : NO_GUARD)];
}

/** Guards that contradict each other let nobody in. */
function trustOf({ trusted, guards }: RoleRequest): RenderedPolicy {
  if (trusted.kind === 'keyless') return trusted.trust;
  const guard = guardOf(guards);
  return guard.ok ? renderTrust(trusted, guard.value) : renderPlaceholderTrust();
}
