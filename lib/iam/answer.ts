/** allow, deny, or allow under conditions that the question left open. */
type Decision = 'allow' | 'deny' | 'conditional';

/** What was not collected and therefore not judged. */
export type Requirement =
  | { kind: 'external-identity-allow'; account: string; action: string; resource: string }
  | { kind: 'policy-document'; arn: string }
  /** A sign-in provider of an account whose providers were not read: it has to exist. */
  | { kind: 'identity-provider'; arn: string };

/** Which lock a policy is. `trust` is the resource policy of a role. */
export type LayerName =
  | 'identity'
  | 'trust'
  | 'resource'
  | 'boundary'
  | 'session'
  | 'scp'
  | 'rcp';

export type LayerVerdict =
  | 'allows'
  | 'allows-if'
  | 'denies'
  | 'denies-if'
  | 'silent'
  | 'not-read'
  | 'not-applicable';

/** Where a statement stands. `owner` is the ARN of the principal or resource that holds it. */
export type PolicyRef = {
  name: string;
  arn: string | null;
  kind:
    | 'inline'
    | 'managed'
    | 'group-inline'
    | 'group-managed'
    | 'trust'
    | 'bucket'
    | 'key'
    | 'boundary'
    | 'session'
    | 'scp'
    | 'rcp';
  owner: string;
  accountId: string | null;
};

/** One leaf of a Condition block, as it was judged. */
export type ConditionProof = {
  operator: string;
  key: string;
  /** Values the policy asks for, as it writes them. */
  wanted: string[];
  /**
   * The same values with their variables filled in, null where one has no value; absent when
   * no value has a variable.
   */
  resolved?: (string | null)[];
  /** Values of the request; null when the key is absent or not known. */
  got: string[] | null;
  verdict: 'holds' | 'fails' | 'unknown';
  /** The first value of the request that fits, with the value of the policy it fits. */
  matched?: { wanted: string; got: string };
};

export type StatementProof = {
  policy: PolicyRef;
  /** Position in the document's Statement list, from 0. */
  statementIndex: number;
  sid: string | null;
  effect: 'Allow' | 'Deny';
  /** The statement as it stands in the document. */
  statement: unknown;
  /** The whole document, parsed; line numbers are made from its pretty-printed text. */
  document: unknown;
  verdict: 'applies' | 'applies-if' | 'does-not-apply';
  conditions: ConditionProof[];
};

export type LayerProof = {
  layer: LayerName;
  verdict: LayerVerdict;
  /** The statements that gave the verdict; for `silent` none. */
  statements: StatementProof[];
  /** Statements that cover the request but for a condition that fails. */
  nearMisses?: StatementProof[];
  /** One sentence in plain words. */
  sentence: string;
};

/** A condition the outcome hangs on, over keys the question left open. */
export type Expression =
  | {
      op: 'leaf';
      operator: string;
      key: string;
      values: string[];
      negate: boolean;
      policy: string;
      /** The values stand in a document whose version has no variables. */
      isLiteral?: true;
    }
  /** Something that was not collected, where it would have to allow (or, under `not`, deny). */
  | { op: 'requirement'; requirement: Requirement }
  | { op: 'and'; of: Expression[] }
  | { op: 'or'; of: Expression[] }
  | { op: 'not'; of: Expression };

/** One condition of a conditional answer; with `effect: Deny` it must not hold. */
export type OpenCondition = {
  effect: 'Allow' | 'Deny';
  policy: string;
  operator: string;
  key: string;
  values: string[];
};

/** The engine's answer, with its proof. */
export type Answer = {
  decision: Decision;
  /** Primary reason code (see the conformance format). */
  reason: string;
  /** Open keys the outcome depends on, lower-case name as AWS writes it. */
  conditionKeys: string[];
  expression: Expression | null;
  /** The leaves of the expression. */
  conditions?: OpenCondition[];
  requires: Requirement[];
  layers: LayerProof[];
  /** What the reader should know beside the answer, one sentence each. */
  warnings?: string[];
};
