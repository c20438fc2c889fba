import { assumePolicyName } from '@/lib/iam/render/assume-policy';
import { mergeStatement } from '@/lib/iam/render/merge-statement';
import { policyText } from '@/lib/iam/render/policy-text';
import { renderPlaceholderTrust } from '@/lib/iam/render/trust-policy';
import { managedPieces } from './assume-pieces';
import { type PeopleRequest, peopleMay } from './people-request';
import type { Piece } from './piece';
import { handOutOf, madeRolePieces } from './role-pieces';
import type { Borrower, RoleRequest } from './role-request';

/** Everything that a crossing written by hand needs, checked. */
export type BlankRequest = RoleRequest &
  Pick<PeopleRequest, 'managed' | 'policy'> & {
    path: string;
    /** Users and roles of the trusted account that get the other half. */
    borrowers: Borrower[];
    /** The trust policy, and what the borrowers get; null where they get nothing. */
    trustText: string;
    assumeText: string | null;
    /** Conditions that the form does not show, by their keys. */
    ownKeys: string[];
  };

/** The pieces of such a crossing: every document as it was written, to the letter. */
export const blankPieces = (request: BlankRequest): Piece[] => [
  ...madeRolePieces(request),
  ...peopleMay(request),
  ...assumePieces(request),
  trustPiece(request),
];

/** Each of them has it inline, or all of them have one managed policy. */
function assumePieces(request: BlankRequest): Piece[] {
  const { borrowers, assumeText: text, managedHalf, roleName } = request;
  if (text === null) return [];
  return typeof managedHalf === 'string'
    ? managedPieces(request, borrowers, { name: managedHalf, text })
    : borrowers.map((one) => inlinePiece(one, assumePolicyName(roleName), text));
}

const inlinePiece = (
  { kind, name, accountId }: Borrower,
  policyName: string,
  text: string,
): Piece => ({
  side: 'trusted',
  accountId,
  title: `${policyName} on ${kind} ${name}`,
  target: { kind: 'inline-policy', principal: kind, principalName: name, policyName },
  field: 'assumeJson',
  content: { kind: 'whole', text },
});

const trustPiece = (request: BlankRequest): Piece => ({
  side: 'trusting',
  accountId: request.trustingAccountId,
  title: `Trust policy of ${request.roleName}`,
  target: { kind: 'trust', roleName: request.roleName },
  field: 'trustJson',
  content: {
    kind: 'whole',
    text: withHandOut(request) ?? request.trustText,
    placeholder: policyText(renderPlaceholderTrust()),
  },
});

/** Every statement as it was written, and the console's beside them; null where it has no place. */
export const withHandOut = (
  request: Pick<BlankRequest, 'trustText' | 'consoleArn' | 'guards'>,
): string | null =>
  handOutOf(request).reduce<string | null>(
    (text, statement) => text && mergeStatement(text, statement),
    request.trustText,
  );
