import type { BridgeView, DeckState, LockView } from '@/lib/core/views';
import type { Answer, Expression } from '@/lib/iam/answer';
import { sayExpression } from '@/lib/iam/explain/say-conditions';
import { CALLER_LAYERS, lockOn, ROLE_LAYERS } from './judge-lock';

/** The engine's verdict on one crossing, in one world. */
export type RoleVerdict = {
  deck: DeckState;
  locks: LockView[];
  sentence: string;
};

export type RoleVerdictView = RoleVerdict & { bridge: BridgeView };

/** Answers of the engine, and what the worst of them makes of the deck. */
export type Judged = {
  /** All that was asked. */
  answers: Answer[];
  /** The worst; null when nothing was asked. */
  answer: Answer | null;
  deck: DeckState;
  /** What it hangs on; null for nothing. */
  expression: Expression | null;
  /** The caller's own policies are another organisation's, and taken to allow. */
  isAssumed?: boolean;
};

type Asked = {
  /** May they become the role? */
  crossing: Judged;
  /** May the role then do what was promised? */
  use: Judged;
};

type Words = {
  roleName: string;
  /** Whose policy the first lock is: `role policy of ci-deploy`. */
  caller: string;
  /** `ci-deploy in Tooling` */
  subject: string;
  /** `read app-logs in Data` */
  deed: string;
  /** The first lock, where it is no policy of the caller. */
  first?: LockView;
  /** The locks from the third on, where the role's permissions are not all that has to agree. */
  last?: LockView[];
};

/** Deck, locks and sentence of what the engine answered. The sentence follows the verdict. */
export function judgeRole({ crossing, use }: Asked, words: Words): RoleVerdict {
  const { roleName, caller } = words;
  const locks = [
    words.first ?? callerLock(crossing, caller),
    lockOn(2, `trust policy of ${roleName}`, crossing.answers, ROLE_LAYERS),
    ...(words.last ?? [lockOn(3, `permissions of ${roleName}`, use.answers, null)]),
  ];
  const deck = RANK[crossing.deck] <= RANK[use.deck] ? crossing.deck : use.deck;
  return { deck, locks, sentence: sentenceOf(deck, [crossing, use], locks, words) };
}

/** The side of who calls; one that is not ours to read is taken to allow. */
export function callerLock({ answers, isAssumed }: Judged, caller: string): LockView {
  const lock = lockOn(1, caller, answers, CALLER_LAYERS);
  if (!isAssumed || lock.state !== 'untested') return lock;
  const sentence =
    'This is their own side, and not ours to read. We assume that it allows.';
  return { ...lock, state: 'open', sentence, isAssumed: true };
}

type JudgedOne = Pick<Judged, 'deck' | 'expression'>;

const judgeOne = (answer: Answer): JudgedOne => ({
  deck: deckOfAnswer(answer),
  expression: answer.expression,
});

/** The answer that stands most in the way; nothing is known when nothing was asked. */
export function judgeWorst(answers: Answer[], judge = judgeOne): Judged {
  const judged = answers.map((answer) => ({ answer, ...judge(answer) }));
  const [worst] = judged.sort((a, b) => RANK[a.deck] - RANK[b.deck]);
  return {
    answers,
    ...(worst ?? { answer: null, deck: 'untested', expression: null }),
  };
}

const RANK: Record<DeckState, number> = {
  denied: 0,
  untested: 1,
  conditional: 2,
  works: 3,
};

export function deckOfAnswer(answer: Pick<Answer, 'decision' | 'requires'>): DeckState {
  if (answer.decision === 'deny') return 'denied';
  if (answer.requires.length > 0) return 'untested';
  return answer.decision === 'conditional' ? 'conditional' : 'works';
}

export function sentenceOf(
  deck: DeckState,
  judged: Judged[],
  locks: LockView[],
  { subject, deed }: Pick<Words, 'subject' | 'deed'>,
): string {
  switch (deck) {
    case 'works':
      return `${subject} can ${deed}.`;
    case 'conditional':
      return `${subject} can ${deed}, if ${conditionsOf(judged)}.`;
    case 'denied':
      return `${subject} cannot ${deed}: ${reasonOf(locks)}`;
    case 'untested':
      return `Whether ${subject} can ${deed} is not known: ${reasonOf(locks)}`;
    default:
      return deck satisfies never;
  }
}

const conditionsOf = (judged: Judged[]): string =>
  judged
    .flatMap(({ expression }) => (expression ? [sayExpression(expression)] : []))
    .join(', and ');

function reasonOf(locks: LockView[]): string {
  const lock =
    locks.find(({ state }) => state === 'closed') ??
    locks.find(({ state }) => state === 'untested');
  const text = lock?.sentence ?? 'The policies do not agree.';
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
