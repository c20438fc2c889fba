/** What varies in the responses of the practice identity provider. */
export type SamlFields = {
  responseId: string;
  assertionId: string;
  issuer: string;
  issuedAt: string;
  nameIdFormat: string;
  nameId: string;
  /** Where the response is to be sent; becomes `saml:aud`. */
  recipient: string;
  notBefore: string;
  notOnOrAfter: string;
  audience: string;
  /** When a session made from it ends at the latest; empty for no such time. */
  sessionNotOnOrAfter: string;
  attributes: { name: string; values: string[] }[];
};

export const AWS_ATTRIBUTE = 'https://aws.amazon.com/SAML/Attributes/';
