import type { CollectedAccount, Tag } from '../world';
import type { PolicySet } from './pools';
import type { ReducedDocument } from './reduce-document';

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
  /** Made when they are first asked for, like the policies. */
  principals: () => ReducedPrincipal[];
  policies: () => ReducedManagedPolicy[];
  rest: Pick<
    CollectedAccount,
    'RoleSettings' | 'OpenIDConnectProviders' | 'SAMLProviders'
  >;
};
