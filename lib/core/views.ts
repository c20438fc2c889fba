/** Shapes that cross from the server to a picture: plain data, no rule. */

/** How a deck is drawn: solid, dashed, cut, dotted. Colour never carries it alone. */
export type DeckState = 'works' | 'conditional' | 'denied' | 'untested';

export type PartyShape = 'trusted' | 'trusting' | 'outside';

/** One policy that has to agree before anybody crosses. */
export type LockView = {
  number: number;
  label: string;
  state: 'open' | 'conditional' | 'closed' | 'untested';
  sentence: string;
  /** Nobody here can read it; it is taken to be open. */
  isAssumed?: true;
};

export type BankView = {
  shape: PartyShape;
  title: string;
  subtitle: string;
  accountId: string | null;
  isProduction: boolean;
};

export type BridgeView = {
  left: BankView;
  right: BankView;
  deck: DeckState;
  label: string;
  locks: LockView[];
  sentence: string;
};

export type ProofVerdict =
  | 'allows'
  | 'allows-if'
  | 'denies'
  | 'silent'
  | 'not-read'
  | 'not-applicable';

/** One policy on the way across, with the lines of it that decided. */
export type ProofNodeView = {
  id: string;
  title: string;
  verdict: ProofVerdict;
  sentence: string;
  /** Policy name and account, e.g. `trust policy of deploy, Prod`. */
  where: string | null;
  lines: { number: number; text: string; isMatch: boolean }[];
};

export type DiffStatementView = {
  sid: string | null;
  /** The form field that the statement comes from. */
  from: string;
  lines: { mark: '+' | '-' | ' '; text: string }[];
};

export type StepState =
  | 'waiting'
  | 'running'
  | 'done'
  | 'stopped'
  | 'undone'
  | 'suspended';

export type StepView = {
  number: number;
  title: string;
  accountId: string | null;
  accountName: string | null;
  operation: string;
  state: StepState;
  /** ISO 8601, UTC. */
  at: string | null;
  detail: string | null;
};

/** A person, workload, account or provider that may cross. */
export type PartyKind =
  | 'user'
  | 'group'
  | 'role'
  | 'account'
  | 'service'
  | 'federated'
  | 'everyone'
  | 'deleted';

export type PartyView = {
  kind: PartyKind;
  arn: string;
  name: string;
  accountId: string | null;
  accountName: string | null;
  /** Outside the organisation and not collected: drawn as a diamond. */
  isOutside: boolean;
};

export type RoleRefView = {
  arn: string;
  name: string;
  accountId: string;
  accountName: string;
  isProduction: boolean;
};
