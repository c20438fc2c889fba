import type {
  Answer,
  ConditionProof,
  LayerName,
  LayerVerdict,
  PolicyRef,
  Requirement,
  StatementProof,
} from '../answer';
import type { PrincipalMatch } from '../match/match-principal';
import type { DocumentProblem } from '../parse/policy';
import type { Question } from '../question';

export type ExplainedDecision = Answer['decision'];

/** What a statement that covers the action lacks to apply. */
export type Missing = 'principal' | 'resource' | 'condition' | 'operator';

type Node<Kind extends string, Verdict extends string, Detail> = {
  /** Unique in its tree: the way from the root, `answer/permission-1/trust/policy-1`. */
  id: string;
  kind: Kind;
  verdict: Verdict;
  /** One sentence in plain words. */
  sentence: string;
  /** The reason of the answer stands on this node. */
  isDeciding: boolean;
  detail: Detail;
  children: ExplanationNode[];
};

export type AnswerNode = Node<
  'answer',
  ExplainedDecision,
  Pick<Question, 'action' | 'principal' | 'resource'> &
    Pick<Answer, 'reason' | 'conditionKeys' | 'requires'> & { warnings: string[] }
>;

/** Whether the request can be made at all, before any policy counts. */
export type RequestNode = Node<
  'request',
  'passes' | 'refused',
  { reason: string | null }
>;

export type CheckNode = Node<
  'check',
  'passes' | 'refused',
  {
    name: string;
    /** What the request says, as text; durations are in seconds. */
    asked: string[];
    /** What it was compared with. */
    against: string[];
  }
>;

/** One action the request needs: its own, and `sts:TagSession` and the like beside it. */
export type PermissionNode = Node<
  'permission',
  ExplainedDecision,
  { action: string; extra: 'tag-session' | 'source-identity' | null }
>;

export type LayerNode = Node<'layer', LayerVerdict, { layer: LayerName }>;

/** The organization's root, a unit or the account, with the policies attached there. */
export type LevelNode = Node<
  'level',
  LayerVerdict,
  { targetId: string; type: 'ROOT' | 'ORGANIZATIONAL_UNIT' | 'ACCOUNT' }
>;

export type PolicyNode = Node<
  'policy',
  LayerVerdict | 'malformed',
  {
    /** Null for what was not read. */
    policy: PolicyRef | null;
    /** What was not read. */
    requirement: Requirement | null;
    problems: DocumentProblem[];
    statementsTotal: number | null;
  }
>;

export type StatementNode = Node<
  'statement',
  StatementProof['verdict'],
  Pick<StatementProof, 'policy' | 'statementIndex' | 'sid' | 'effect' | 'statement'> & {
    /** How a resource policy names the caller. */
    match: PrincipalMatch;
    missing: Missing | null;
  }
>;

export type ConditionNode = Node<'condition', ConditionProof['verdict'], ConditionProof>;

/**
 * Why an answer is what it is, as a tree of plain data: the request, then each action it
 * needs, then each kind of policy, each policy, each statement and each condition. It can be
 * written as JSON as it is.
 */
export type ExplanationNode =
  | AnswerNode
  | RequestNode
  | CheckNode
  | PermissionNode
  | LayerNode
  | LevelNode
  | PolicyNode
  | StatementNode
  | ConditionNode;
