import type { PolicyDocument, Tag } from './world';

/** Who asks. `'*'` is an anonymous, unsigned caller. */
export type Principal =
  | { AWS: string }
  | { Service: string }
  | { Federated: string }
  | '*';

/** The action by which a principal takes roles: tokens and SAML sign-ins have their own. */
export function actionOf(principal: Principal): string {
  if (principal === '*' || !('Federated' in principal)) return 'sts:AssumeRole';
  return principal.Federated.includes(':saml-provider/')
    ? 'sts:AssumeRoleWithSAML'
    : 'sts:AssumeRoleWithWebIdentity';
}

/** What the caller's session already carries. */
type SessionFacts = {
  policies?: PolicyDocument[];
  policyArns?: string[];
  tags?: Record<string, string>;
  sourceIdentity?: string;
  /** The user whose GetFederationToken call made the session; else the one of its name. */
  userArn?: string;
};

/** Parameters of the sts:AssumeRole* call itself. */
export type AssumeParams = {
  ExternalId?: string;
  RoleSessionName?: string;
  DurationSeconds?: number;
  Tags?: Record<string, string> | Tag[];
  TransitiveTagKeys?: string[];
  SourceIdentity?: string;
};

export type ContextValue = string | string[];

/** One question to the engine; the conformance format's `question` of kind decision. */
export type Question = {
  action: string;
  principal: Principal;
  resource: string;
  /**
   * Owner of a resource whose ARN names no account (`*`), or the account for which something of
   * an organization counts as its own; a bucket's owner is found in the world.
   */
  resourceAccount?: string;
  credentials?: 'long-term' | 'session-token' | 'federation-token';
  session?: SessionFacts;
  params?: AssumeParams;
  context: Record<string, ContextValue>;
  absentKeys?: string[];
  unknownKeys: 'assume-absent' | 'assume-unknown';
};
