import type {
  BridgeView,
  DeckState,
  DiffStatementView,
  PartyView,
  StepView,
} from '@/lib/core/views';
import type { Severity } from '@/lib/iam/findings/catalogue';
import type { PlanState, ProofView } from './schema';

export type PlanChangeView = {
  mark: '+' | '~' | '-';
  /** `role`, `trust policy`, `inline policy`. */
  kind: string;
  /** `x-log-writer`, `AllowAssume-x-log-writer on role ci-deploy`. */
  target: string;
  sizeCharacters: number;
  limitCharacters: number;
  statements: DiffStatementView[];
  unchangedTotal: number;
};

export type PlanAccountView = {
  accountId: string;
  accountName: string;
  side: 'trusted' | 'trusting';
  isProduction: boolean;
  connection: string | null;
  changes: PlanChangeView[];
};

export type PlanGainView = {
  who: PartyView;
  how: string;
  today: DeckState;
  after: DeckState;
  gains: string;
  /** How many fare so, where they are too many to be named; one where it is absent. */
  count?: number;
};

export type PlanFindingView = {
  severity: Severity;
  /** What is so, and what to do. */
  sentence: string;
  /** What somebody could do with it. */
  why: string;
  /** `trust policy of role x-log-writer` */
  place: string;
};

/** What a plan brings to look at, and what of it it mends; each the gravest first. */
export type PlanFindingsView = { added: PlanFindingView[]; closed: PlanFindingView[] };

export type PlanFailureView = {
  stepNumber: number;
  title: string;
  cause: string;
  awsCode: string | null;
  awsMessage: string | null;
  written: string[];
  asBefore: string[];
  soNow: string;
  canRetry: boolean;
};

/** When a crossing ends, and how far its end has come. */
export type EndView = {
  endsAt: string;
  /** Null until it is quarantined. */
  removeAt: string | null;
  /** How long it is only denied before it is removed. */
  graceDays: number;
  /** A person has stopped it: nothing goes on by itself. */
  isStopped: boolean;
  /** Why it does not go on. */
  note: string | null;
  /** Plans that let its role use something beside it; they are undone before the role goes. */
  besides: { id: string; title: string }[];
  /** The denial of everything to its role; null while there was none. */
  quarantine: StepView | null;
};

export type UndoView = {
  /** Plans that are undone first, because their role goes. Newest first. */
  along: { id: string; title: string }[];
  /** Why it cannot begin; null where it can. */
  why: string | null;
};

export type PlanView = {
  id: string;
  draftId: string | null;
  /** First 8 digits of the hash of the live documents and the changes. */
  hash: string;
  state: PlanState;
  title: string;
  sentence: string;
  roleArn: string;
  roleName: string;
  createdAt: string;
  expiresAt: string;
  isExpired: boolean;
  before: BridgeView;
  after: BridgeView;
  accounts: PlanAccountView[];
  added: number;
  changed: number;
  removed: number;
  gains: PlanGainView[];
  /** Why others may gain beside; null of a plan of before everybody was looked for. */
  gainsUnknown: string[] | null;
  losses: PlanGainView[];
  findings: PlanFindingsView;
  /** Why its form cannot be opened again; null where it can. */
  whyNotChange: string | null;
  /** Whether its form makes a new plan, now or once this one is undone; null where it does not. */
  anew: 'now' | 'after-undo' | null;
  /** Nothing of it was asked of AWS yet, so that nothing is to be undone. */
  isUntouched: boolean;
  /** It puts an older trust policy back. */
  isRestore: boolean;
  /** Who is let in uses a bucket as itself, and takes no role. */
  isAsItself: boolean;
  /** It lets this console hand out a role that was there before. */
  isHandOut: boolean;
  /** It adds a missing half between a caller and a role that were there before. */
  isMend: boolean;
  /** What is missing is a statement for a token, which only the doctor asks about. */
  mendsToken: boolean;
  warnings: string[];
  steps: StepView[];
  /** What is going on in a run: `AWS is spreading the change (12 s of up to 120 s)`. */
  progress: string | null;
  failure: PlanFailureView | null;
  proof: ProofView | null;
  /** Null for a crossing without an end date. */
  end: EndView | null;
  /** How it would be undone; null for one that cannot be. */
  undo: UndoView | null;
  reviewOn: string;
  purpose: string;
  owner: string;
  ticket: string;
  /** What the other organisation needs to know, and nothing else; null where there is none. */
  handOver: {
    roleArn: string;
    externalId: string;
    /** What its calls have to bring along beside. */
    needs: { name: string; text: string }[];
  } | null;
};

/** How a person tries a standing crossing in a terminal of their own. */
export type SelfTestView = {
  /** Lines of a POSIX shell. */
  text: string;
  /** What the calls show, and what they leave out. */
  notes: string[];
};

export type PlanRow = {
  id: string;
  title: string;
  state: PlanState;
  /** What its red proof says; null where there is none. */
  refutation: string | null;
  /** Null for a crossing without an end date. */
  end: Pick<EndView, 'endsAt' | 'removeAt' | 'isStopped' | 'note'> | null;
  createdAt: string;
  roleName: string;
  accounts: string[];
};
