import type { BankView, PartyView } from '@/lib/core/views';
import type { Principal } from '@/lib/iam/question';
import type { RenderedPolicy } from '@/lib/iam/render/policy-text';
import type { Piece } from './piece';
import { mayDocument, type RoleMay } from './role-may';
import { rolePieces } from './role-pieces';
import type { RoleRequest } from './role-request';

/** One way to ask for the role: what comes with the call, by condition key. */
export type KeylessCall = {
  id: string;
  /** Who asks this way: `a run of another branch`. */
  who: string;
  /** Keys that are not here do not come with the call. */
  context: Record<string, string>;
};

/** Somebody without keys of IAM, for whom an identity provider or AWS itself speaks. */
export type KeylessCaller = {
  party: PartyView;
  bank: BankView;
  /** `Workflow runs of the branch main of acme/shop` */
  subject: string;
  /** How one of them asks, for the list of who gains: `by a token of GitHub Actions`. */
  by: string;
  principal: Principal;
  /** What has to be there before the trust policy is looked at. */
  door: { label: string; open: string };
  right: KeylessCall;
  /** Further ways that must work. */
  also: KeylessCall[];
  /** Ways that must be refused. */
  wrong: KeylessCall[];
};

/** Everything that a role for somebody without keys needs, checked. */
export type KeylessRequest = RoleRequest &
  RoleMay & {
    who: null;
    trusted: { kind: 'keyless'; trust: RenderedPolicy };
    caller: KeylessCaller;
    /** The identity provider, where the account has none yet, or the audience that it lacks. */
    provider: Piece | null;
  };

/**
 * The pieces of such a role, after the provider where one has to be made. There is no other
 * half: whoever comes has no policies.
 */
export const keylessPieces = (request: KeylessRequest): Piece[] => [
  ...(request.provider ? [request.provider] : []),
  ...rolePieces(request, mayDocument(request, 'role-access')),
];
