import type { BankView } from '@/lib/core/views';
import type { RenderedPolicy } from '@/lib/iam/render/policy-text';
import type { StoredAccount } from '@/lib/ports';
import { type Field, rightOf } from '../fields/field';
import { suggestCallerRole } from '../fields/role';
import {
  type FoundProvider,
  resolveProvider,
  type TokenIssuer,
} from '../fields/token-issuer';
import { bank } from '../say/banks';
import type { DraftFieldName } from '../schema';
import type { KnownWorld } from '../world/load-world';
import { audiencePiece } from './audience-piece';
import type { ResolvedCaller } from './keyless';
import type { Piece } from './piece';
import { providerPiece } from './provider-piece';
import { type TokenHolder, tokenCaller } from './token-caller';

/** Whose tokens are meant, as far as the fields tell it. */
export type MeantTokens = {
  issuer: Field<TokenIssuer>;
  audience: Field<string>;
  /** The fields that say whom the tokens speak of. */
  fields: Partial<Record<DraftFieldName, Field<unknown>>>;
  /** `acme/shop`; null while it is not known. */
  title: string | null;
  /** `Workflow runs of the branch main of acme/shop` */
  says: string;
  /** How the role's name begins: `x-ci-`. */
  prefix: string;
  /** Null while a field of it is missing or wrong. */
  trust: ((providerArn: string, audience: string) => RenderedPolicy) | null;
};

/** Holders of tokens, and the provider that has to stand in the role's account. */
export function resolveTokens(
  meant: MeantTokens,
  account: StoredAccount | null,
  world: KnownWorld,
): ResolvedCaller {
  const issuer = rightOf(meant.issuer);
  const audience = rightOf(meant.audience);
  const bankView = bankOf(meant.title, issuer);
  const provider =
    issuer && audience !== null && account
      ? resolveProvider(issuer, audience, account, world)
      : null;
  const found = provider && rightOf(provider);
  const holder =
    issuer && audience !== null && account && found
      ? {
          issuer,
          audience,
          account,
          providerArn: found.arn,
          bank: bankView,
          subject: meant.says,
        }
      : null;
  return {
    fields: {
      issuerUrl: provider ?? meant.issuer,
      ...meant.fields,
      audience: meant.audience,
    },
    bank: bankView,
    suggestedRoleName: suggestCallerRole(meant.prefix, meant.title),
    trustedAs: hostOf(issuer),
    guards: [],
    found:
      holder && found && meant.trust
        ? {
            ...foundOf(holder, meant.trust),
            provider: pieceOf(found, holder),
          }
        : null,
  };
}

function foundOf(
  holder: TokenHolder,
  trustFor: NonNullable<MeantTokens['trust']>,
): Pick<NonNullable<ResolvedCaller['found']>, 'trust' | 'caller'> {
  const trust = trustFor(holder.providerArn, holder.audience);
  return { trust, caller: tokenCaller(holder, trust) };
}

const pieceOf = ({ lacks }: FoundProvider, holder: TokenHolder): Piece | null => {
  if (lacks === null) return null;
  return lacks === 'provider' ? providerPiece(holder) : audiencePiece(holder);
};

const hostOf = (issuer: TokenIssuer | null): string | null => issuer?.host ?? null;

const bankOf = (title: string | null, issuer: TokenIssuer | null): BankView =>
  bank('trusted', title ?? 'Who?', issuer?.name ?? 'borrows');
