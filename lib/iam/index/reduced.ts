import type { AttachedPolicy, CollectedAccount, InlinePolicy, Tag } from '../world';
import type { Pool } from './pool';
import type { ReducedDocument } from './reduce-document';

/** The policies of a principal that may bear on taking a role. */
export type PolicySet = {
  inline: InlinePolicy[];
  /** Policies that were not collected with the account. */
  attached: AttachedPolicy[];
};

/** What accounts of one estate share: equal documents, policy sets and tags stand once. */
export type Pools = {
  documents: Pool<ReducedDocument>;
  policySets: Pool<PolicySet>;
  tagSets: Pool<Tag[]>;
};

/** A permissions boundary; its document is null when the account's own list lacks it. */
type ReducedBoundary = { arn: string; document: ReducedDocument | null };

/** A user or role, with all that it holds as if it stood in policies of its own. */
export type ReducedPrincipal = {
  kind: 'user' | 'role';
  path: string;
  name: string;
  /** Unique id. */
  id: string;
  arn: string;
  policies: PolicySet;
  tags: Tag[] | null;
  boundary: ReducedBoundary | null;
  /** Trust policy of a role. */
  trust: ReducedDocument | null;
};

/** A managed policy; its document is null when the version in force was not collected. */
export type ReducedManagedPolicy = {
  arn: string;
  name: string;
  document: ReducedDocument | null;
};

/** An account of which only that is left what bears on taking roles. */
export type ReducedAccount = {
  accountId: string;
  partition: string | null;
  principals: ReducedPrincipal[];
  policies: ReducedManagedPolicy[];
  rest: Pick<
    CollectedAccount,
    'RoleSettings' | 'OpenIDConnectProviders' | 'SAMLProviders'
  >;
};
