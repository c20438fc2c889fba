import { nameOfArn } from '@/lib/core/arn';
import { bondText } from '@/lib/core/bond-text';
import type { Piece } from './piece';
import { permissionsPiece, rolePiecesWith } from './role-pieces';
import type { OwnRequest, RoleRequest } from './role-request';

/** Everything that a role for people needs, checked. */
export type PeopleRequest = OwnRequest & {
  /** Managed policies that it has, by ARN. */
  managed: string[];
  /** What it may do beside them, as JSON; null for nothing. */
  policy: string | null;
};

/** What the policy of its own is called. */
const POLICY_NAME = 'role-access';

/** The pieces of a role for people. Pure: the same request gives the same bytes. */
export const peoplePieces = (request: PeopleRequest): Piece[] =>
  rolePiecesWith(request, peopleMay(request));

type May = RoleRequest & Pick<PeopleRequest, 'managed' | 'policy'>;

/** What says what such a role may do. */
export const peopleMay = (request: May): Piece[] => [
  ...request.managed.map((arn) => attachmentPiece(request, arn)),
  ...(request.policy === null
    ? []
    : [permissionsPiece(request, { name: POLICY_NAME, text: request.policy })]),
];

function attachmentPiece(request: May, policyArn: string): Piece {
  const { roleName, trustingAccountId } = request;
  const target = { kind: 'managed-attachment', roleName, policyArn } as const;
  return {
    side: 'trusting',
    accountId: trustingAccountId,
    title: `${nameOfArn(policyArn)} on ${roleName}`,
    target,
    field: 'managedPolicies',
    content: { kind: 'whole', text: bondText(target) },
  };
}
