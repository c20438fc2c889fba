import type { Piece } from './piece';

/** A provider as a role needs it, and whose it is. */
export type NeededProvider = {
  issuer: { host: string };
  audience: string;
  providerArn: string;
  /** The role's own. */
  account: { id: string };
};

/**
 * The OIDC provider that an account has to have before a role there can trust the issuer. One
 * that somebody has made meanwhile is taken as it is.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html
 */
export const providerPiece = ({
  issuer: { host },
  audience,
  providerArn,
  account,
}: NeededProvider): Piece => ({
  side: 'trusting',
  accountId: account.id,
  title: `OIDC provider ${host}`,
  target: { kind: 'oidc-provider', providerArn },
  field: 'issuerUrl',
  content: {
    kind: 'object',
    write: {
      kind: 'create-oidc-provider',
      url: `https://${host}`,
      clientIds: [audience],
      tags: {},
    },
    document: JSON.stringify({ Url: host, ClientIDList: [audience] }),
    ifForeign: 'take',
  },
});
