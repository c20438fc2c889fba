/** What a role session carries, fixed when it was made. */
export type RoleSession = {
  roleId: string;
  sessionName: string;
  policies: string[];
  policyArns: string[];
  tags: Record<string, string>;
  transitiveTagKeys: string[];
  sourceIdentity: string | null;
  /** Made with the credentials of another role. */
  isChained: boolean;
  /** Who vouched for a session that was made from a token or a SAML sign-in. */
  federation?: Federation;
};

export type Federation = {
  /** ARN of the identity provider, or the name of one AWS knows by itself. */
  provider: string;
  /** Condition keys of the sign-in that later requests still carry. */
  keys: Record<string, string[]>;
};

/** What GetFederationToken gave: a session of a user, under a name of the user's choice. */
export type FederatedSession = {
  name: string;
  policies: string[];
  policyArns: string[];
  tags: Record<string, string>;
};

export type KeyState = {
  id: string;
  secret: string;
  token: string | null;
  accountId: string;
  owner:
    | { kind: 'user'; userId: string }
    | { kind: 'role'; session: RoleSession }
    | { kind: 'federated-user'; userId: string; session: FederatedSession };
  /** When MFA was shown, in ms; null = it was not. */
  mfaAt: number | null;
  isActive: boolean;
  /** Made for the console's own use: not the user's, not listed. */
  isHidden: boolean;
  createdAt: number;
  expiresAt: number | null;
  lastUsed: { at: string; service: string; region: string } | null;
};
