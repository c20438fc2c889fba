import type { TrustedIssuer } from '@/lib/iam/doctor/trusted-issuers';
import type { Diagnosis } from './diagnosis';

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
