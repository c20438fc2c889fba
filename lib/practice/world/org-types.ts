export type OrgTarget = {
  id: string;
  type: 'ROOT' | 'ORGANIZATIONAL_UNIT' | 'ACCOUNT';
  name: string;
  parentId: string | null;
  /** Ids of the policies attached here, of every type. */
  policyIds: string[];
};

export type OrgPolicyType = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';

export type OrgPolicy = {
  id: string;
  type: OrgPolicyType;
  name: string;
  description: string;
  isAwsManaged: boolean;
  content: string;
};

export type OrgState = {
  id: string;
  managementAccountId: string;
  /** Accounts that may list the organisation beside the management account. */
  delegatedAccountIds: string[];
  /** Types of policies that are turned on at the root. */
  enabledTypes: OrgPolicyType[];
  /** Requests to make an account, and what became of them. */
  creations: {
    request: string;
    name: string;
    at: string;
    /** The account; null when it was not made. */
    id: string | null;
    failure: 'EMAIL_ALREADY_EXISTS' | null;
  }[];
  targets: Map<string, OrgTarget>;
  policies: Map<string, OrgPolicy>;
};
