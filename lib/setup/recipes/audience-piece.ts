import type { Piece } from './piece';
import type { NeededProvider } from './provider-piece';

/**
 * One more audience of a provider that stands already. All else of the provider stays.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddClientIDToOpenIDConnectProvider.html
 */
export const audiencePiece = ({
  issuer: { host },
  audience,
  providerArn,
  account,
}: NeededProvider): Piece => ({
  side: 'trusting',
  accountId: account.id,
  title: `Audience ${audience} at OIDC provider ${host}`,
  target: { kind: 'provider-audience', providerArn, audience },
  field: 'issuerUrl',
  content: { kind: 'listed', audience },
});
