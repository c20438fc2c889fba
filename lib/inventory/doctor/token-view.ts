import type { Diagnosis } from './diagnosis';

/** An issuer whose tokens a role's trust policy takes. */
export type TrustedIssuer = {
  provider: string;
  /** Host and path of its address, as condition keys begin. */
  host: string;
  /** The claims that conditions of the trust policy name. Nothing else of a token is asked for. */
  claims: string[];
};

/** What a role asks of tokens, and what it makes of one. */
export type TokenView = {
  roleName: string;
  accountName: string;
  trusted: TrustedIssuer[];
  /** The providers of the account, with the audiences that they take; null where not read. */
  registered: { host: string; audiences: string[] }[] | null;
  /** Null until it is known whose token it is. */
  diagnosis: Diagnosis | null;
};
