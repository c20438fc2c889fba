import type { BridgeView, DeckState, LockView } from '@/lib/core/views';
import type { Answer, Expression, LayerName, LayerProof } from '@/lib/iam/answer';
import { sayExpression } from '@/lib/iam/explain/say-conditions';

/** The engine's verdict on one crossing, in one world. */
export type RoleVerdict = {
  deck: DeckState;
  locks: LockView[];
  sentence: string;
};

export type RoleVerdictView = RoleVerdict & { bridge: BridgeView };

/** An answer of the engine, and what it makes of the deck. */
export type Judged = {
  answer: Answer | null;
  deck: DeckState;
  /** What it hangs on; null for nothing. */
  expression: Expression | null;
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

export const CALLER_LAYERS: LayerName[] = ['identity', 'boundary', 'session', 'scp'];
export const OWNER_LAYERS: LayerName[] = ['resource', 'rcp'];
export const ROLE_LAYERS: LayerName[] = ['trust', ...OWNER_LAYERS];

/** Deck, locks and sentence of what the engine answered. The sentence follows the verdict. */
export function judgeRole({ crossing, use }: Asked, words: Words): RoleVerdict {
  const { roleName, caller } = words;
  const locks = [
    words.first ?? lockOf(1, caller, crossing.answer, CALLER_LAYERS),
    lockOf(2, `trust policy of ${roleName}`, crossing.answer, ROLE_LAYERS),
    ...(words.last ?? [lockOf(3, `permissions of ${roleName}`, use.answer, null)]),
  ];
  const deck = RANK[crossing.deck] <= RANK[use.deck] ? crossing.deck : use.deck;
  return { deck, locks, sentence: sentenceOf(deck, [crossing, use], locks, words) };
}

/** The answer that stands most in the way; nothing is known when nothing was asked. */
export function judgeWorst(answers: Answer[]): Judged {
  const [answer = null] = [...answers].sort(
    (a, b) => RANK[deckOfAnswer(a)] - RANK[deckOfAnswer(b)],
  );
  return {
    answer,
    deck: answer ? deckOfAnswer(answer) : 'untested',
    expression: answer?.expression ?? null,
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

const STATES: Record<LayerProof['verdict'], LockView['state']> = {
  allows: 'open',
  'allows-if': 'conditional',
  denies: 'closed',
  'denies-if': 'conditional',
  silent: 'closed',
  'not-read': 'untested',
  'not-applicable': 'open',
};

/** The least open of several locks on one policy. */
export function worstLock(locks: LockView[]): LockView | null {
  const [worst = null] = [...locks].sort(
    (a, b) => LOCK_RANK[a.state] - LOCK_RANK[b.state],
  );
  return worst;
}

const LOCK_RANK: Record<LockView['state'], number> = {
  closed: 0,
  untested: 1,
  conditional: 2,
  open: 3,
};

/** One lock of all the answers that hang on it. */
export const lockOn = (
  number: number,
  label: string,
  answers: Answer[],
  layers: LayerName[] | null,
): LockView =>
  worstLock(answers.map((answer) => lockOf(number, label, answer, layers))) ??
  lockOf(number, label, null, layers);

/** A lock is as open as the least open of the policies behind it; null means by the answer. */
export function lockOf(
  number: number,
  label: string,
  answer: Answer | null,
  layers: LayerName[] | null,
): LockView {
  if (!answer || answer.layers.length === 0) return emptyLock(number, label, answer);
  const shown = answer.layers.filter(
    ({ layer, verdict }) =>
      verdict !== 'not-applicable' && (layers === null || layers.includes(layer)),
  );
  // A bucket without a policy stands in nobody's way: in one account the role's own policy is enough.
  const relevant =
    layers === null
      ? shown.filter(({ layer, verdict }) => layer !== 'resource' || verdict !== 'silent')
      : shown;
  const [worst] = relevant.sort(
    (a, b) => LOCK_RANK[STATES[a.verdict]] - LOCK_RANK[STATES[b.verdict]],
  );
  if (!worst)
    return { number, label, state: 'open', sentence: 'Nothing stands in the way.' };
  return { number, label, state: STATES[worst.verdict], sentence: worst.sentence };
}

const emptyLock = (number: number, label: string, answer: Answer | null): LockView => ({
  number,
  label,
  state: answer ? 'closed' : 'untested',
  sentence: answer ? 'There is no such role yet.' : 'Nothing was asked of the engine.',
});

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
