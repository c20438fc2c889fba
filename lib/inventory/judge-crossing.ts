import type { DeckState, PartyView } from '@/lib/core/views';
import type { Answer, Expression, LayerProof, StatementProof } from '@/lib/iam/answer';
import { sayConditions } from '@/lib/iam/explain/say-conditions';
import { withoutOutsideAllow } from '@/lib/iam/explain/without-outside-allow';
import type { AccountNames } from './account-names';
import type { CrossingRow, Halves } from './schema';
import { whyDenied } from './why-denied';

export type Verdict = Pick<
  CrossingRow,
  'deck' | 'verb' | 'why' | 'conditionKeys' | 'halves'
>;

const VERBS: Record<DeckState, string> = {
  works: 'can become',
  conditional: 'can become …, if',
  denied: 'cannot become',
  untested: 'may become',
};

const layerOf = (answer: Answer, name: LayerProof['layer']): LayerProof | null =>
  answer.layers.find(({ layer }) => layer === name) ?? null;

/** What an answer of the engine means for one crossing, in words. */
export function judgeCrossing(
  answer: Answer,
  who: PartyView,
  names: AccountNames,
): Verdict {
  const near = narrowedCaller(answer, who);
  const open = near ?? openPart(answer, who);
  const deck = near ? 'conditional' : deckOf(answer, open, who);
  return {
    deck,
    verb: VERBS[deck],
    why: near
      ? sayConditions({ expression: near })
      : whyOf(deck, answer, { who, names, open }),
    conditionKeys: near ? keysOf(near) : answer.conditionKeys,
    halves: halvesOf(answer),
  };
}

const denied = (halves: Halves, why: string): Verdict => ({
  deck: 'denied',
  verb: VERBS.denied,
  why,
  conditionKeys: [],
  halves,
});

/** A principal that was deleted can never ask again. */
export const deadVerdict = (who: PartyView): Verdict =>
  denied('trust-only', `the trust still names ${who.arn}, which is nobody now`);

/** Its own policies allow it, and the trust policy names neither it nor its account. */
export const untrustedVerdict = (): Verdict =>
  denied('identity-only', 'the trust policy does not name it');

/** A whole account is trusted, and no policy in it makes use of that. */
export const idleVerdict = (who: PartyView): Verdict =>
  denied(
    'trust-only',
    `${who.name} is trusted as a whole, but no user or role there has a policy that allows it`,
  );

function deckOf(answer: Answer, open: Expression | null, who: PartyView): DeckState {
  if (answer.decision === 'deny') return 'denied';
  if (answer.decision === 'allow') return 'works';
  if (answer.requires.some((requirement) => !isTheirs(requirement, who)))
    return 'untested';
  return open ? 'conditional' : 'works';
}

/** What an outside account lets its own people do is not ours to read: we assume it allows. */
const isTheirs = (
  { kind }: Answer['requires'][number],
  { isOutside }: PartyView,
): boolean => isOutside && kind === 'external-identity-allow';

/** The conditions that are left when what is not ours to read is taken to allow. */
function openPart({ expression }: Answer, who: PartyView): Expression | null {
  return expression && who.isOutside ? withoutOutsideAllow(expression) : expression;
}

const ABOUT_CALLER = /^aws:(?:principal(?:arn|tag\/.+|type)|userid|username)$/i;

/**
 * A stand-in asks for an account nobody read. Where the trust narrows that account to callers
 * of a certain name, the stand-in fails and they would not: the narrowing is then a condition.
 */
function narrowedCaller(answer: Answer, { kind }: PartyView): Expression | null {
  if (answer.decision !== 'deny' || (kind !== 'account' && kind !== 'everyone'))
    return null;
  const near = layerOf(answer, 'trust')?.nearMisses?.find(
    ({ effect }) => effect === 'Allow',
  );
  const failing = near?.conditions.filter(({ verdict }) => verdict === 'fails') ?? [];
  if (failing.length === 0 || !failing.every(({ key }) => ABOUT_CALLER.test(key)))
    return null;
  const asked = near?.conditions.filter(({ verdict }) => verdict !== 'holds') ?? [];
  const leaves = asked.map(({ operator, key, wanted }): Expression => {
    return { op: 'leaf', operator, key, values: wanted, negate: false, policy: 'trust' };
  });
  return leaves.length === 1 && leaves[0] ? leaves[0] : { op: 'and', of: leaves };
}

const keysOf = (expression: Expression): string[] =>
  expression.op === 'leaf'
    ? [expression.key]
    : 'of' in expression && Array.isArray(expression.of)
      ? expression.of.flatMap(keysOf)
      : [];

type About = { who: PartyView; names: AccountNames; open: Expression | null };

function whyOf(deck: DeckState, answer: Answer, { who, names, open }: About): string {
  switch (deck) {
    case 'works':
      return whyItWorks(answer);
    case 'conditional':
      return sayConditions({ expression: open });
    case 'denied':
      return whyDenied(answer);
    case 'untested':
      return whyUntested(answer, who, names);
    default:
      return deck satisfies never;
  }
}

const allowsOf = (answer: Answer): StatementProof[] =>
  (['identity', 'trust'] as const)
    .flatMap((name) => layerOf(answer, name)?.statements ?? [])
    .filter(({ effect }) => effect === 'Allow');

function whyItWorks(answer: Answer): string {
  const statements = allowsOf(answer);
  const keys = statements.flatMap(({ conditions }) => conditions.map(({ key }) => key));
  const guard =
    keys.length > 0 ? `guarded by ${[...new Set(keys)].join(', ')}` : 'no guard';
  const count =
    statements.length === 1
      ? '1 statement allows it'
      : `${statements.length} statements allow it`;
  return `${count}, ${guard}`;
}

function whyUntested({ requires }: Answer, who: PartyView, names: AccountNames): string {
  for (const requirement of requires) {
    if (requirement.kind === 'policy-document')
      return `policy ${requirement.arn} was not read`;
    if (requirement.kind === 'identity-provider')
      return `whether ${requirement.arn} exists was not read`;
  }
  return names(who.accountId ?? '').unread ?? 'its own policies were not read';
}

/** Which of the two halves stands: the trust, and what the caller's own policies allow. */
function halvesOf(answer: Answer): Halves {
  if (answer.decision !== 'deny') return 'both';
  const isOpen = (name: LayerProof['layer']): boolean =>
    ['allows', 'allows-if', 'denies-if', 'not-applicable', 'not-read'].includes(
      layerOf(answer, name)?.verdict ?? 'silent',
    );
  if (isOpen('trust')) return isOpen('identity') ? 'both' : 'trust-only';
  return 'identity-only';
}
