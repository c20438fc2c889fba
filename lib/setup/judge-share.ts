import type { BridgeView, DeckState, LockView } from '@/lib/core/views';
import type { Answer, LayerName, LayerProof } from '@/lib/iam/answer';
import { sayExpression } from '@/lib/iam/explain/say-conditions';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { roleArnOf, type ShareRequest } from './recipes/share-bucket';
import { bridgeOf } from './say/bridge';
import { deedOf, type Sides, subjectOf } from './say/names';
import { askAssume, askBucket, promisedActions } from './world/ask';

/** The engine's verdict on one share, in one world. */
export type ShareVerdict = {
  deck: DeckState;
  locks: LockView[];
  sentence: string;
  bridge: BridgeView;
};

const CALLER_LAYERS: LayerName[] = ['identity', 'boundary', 'session', 'scp'];
const ROLE_LAYERS: LayerName[] = ['trust', 'resource', 'rcp'];

/**
 * Asks the engine whether the trusted principals can become the role and whether the role can
 * then do what was promised. The sentence follows the verdict, whatever it is.
 */
export function judgeShare(
  facts: WorldFacts,
  request: ShareRequest,
  sides: Sides,
): ShareVerdict {
  const roleArn = roleArnOf(request);
  const crossings = request.askers
    .slice(0, ASKERS_MAX)
    .map((arn) => askAssume(facts, arn, roleArn));
  const uses = promisedActions(request).map((action) =>
    askBucket(facts, roleArn, request, action),
  );
  const crossing = worstOf(crossings);
  const use = worstOf(uses);
  const locks = [
    lockOf(1, `role policy of ${sides.who}`, crossing, CALLER_LAYERS),
    lockOf(2, `trust policy of ${request.roleName}`, crossing, ROLE_LAYERS),
    lockOf(3, `permissions of ${request.roleName}`, use, null),
  ];
  const deck = deckOf([crossing, use]);
  const sentence = sentenceOf(deck, [crossing, use], locks, request, sides);
  return {
    deck,
    locks,
    sentence,
    bridge: bridgeOf(request, sides, { deck, locks, sentence }),
  };
}

/** Of a large group the first members stand for all. */
const ASKERS_MAX = 25;

const RANK: Record<DeckState, number> = {
  denied: 0,
  untested: 1,
  conditional: 2,
  works: 3,
};

export function deckOfAnswer(answer: Answer): DeckState {
  if (answer.decision === 'deny') return 'denied';
  if (answer.requires.length > 0) return 'untested';
  return answer.decision === 'conditional' ? 'conditional' : 'works';
}

/** The answer that stands most in the way; null when nothing was asked. */
function worstOf(answers: Answer[]): Answer | null {
  const ranked = [...answers].sort(
    (a, b) => RANK[deckOfAnswer(a)] - RANK[deckOfAnswer(b)],
  );
  return ranked[0] ?? null;
}

const deckOf = (answers: (Answer | null)[]): DeckState =>
  answers
    .map((answer) => (answer ? deckOfAnswer(answer) : 'untested'))
    .reduce(
      (worst, deck) => (RANK[deck] < RANK[worst] ? deck : worst),
      'works' as DeckState,
    );

const STATES: Record<LayerProof['verdict'], LockView['state']> = {
  allows: 'open',
  'allows-if': 'conditional',
  denies: 'closed',
  'denies-if': 'conditional',
  silent: 'closed',
  'not-read': 'untested',
  'not-applicable': 'open',
};

const LOCK_RANK: Record<LockView['state'], number> = {
  closed: 0,
  untested: 1,
  conditional: 2,
  open: 3,
};

/** A lock is as open as the least open of the policies behind it; null means by the answer. */
function lockOf(
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

function sentenceOf(
  deck: DeckState,
  answers: (Answer | null)[],
  locks: LockView[],
  request: ShareRequest,
  sides: Sides,
): string {
  const subject = subjectOf(request, sides);
  const deed = deedOf(request, sides);
  switch (deck) {
    case 'works':
      return `${subject} can ${deed}.`;
    case 'conditional':
      return `${subject} can ${deed}, if ${conditionsOf(answers)}.`;
    case 'denied':
      return `${subject} cannot ${deed}: ${reasonOf(locks)}`;
    case 'untested':
      return `Whether ${subject} can ${deed} is not known: ${reasonOf(locks)}`;
    default:
      return deck satisfies never;
  }
}

const conditionsOf = (answers: (Answer | null)[]): string =>
  answers
    .flatMap((answer) => (answer?.expression ? [sayExpression(answer.expression)] : []))
    .join(', and ');

function reasonOf(locks: LockView[]): string {
  const lock =
    locks.find(({ state }) => state === 'closed') ??
    locks.find(({ state }) => state === 'untested');
  const text = lock?.sentence ?? 'The policies do not agree.';
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
