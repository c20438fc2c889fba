import { nameOfArn, parseArn } from '@/lib/core/arn';
import type { DeckState, PartyView } from '@/lib/core/views';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { Incomer } from '@/lib/iam/reach/reach-back';
import { deckOfAnswer } from '../judge-role';
import type { PlanGainView } from '../plan-views';
import type { Worlds } from '../recipes/recipe';
import { askAssume } from '../world/ask';
import { deckReader } from '../world/deck-reader';

/** As many as a page can wait for. */
const CANDIDATES_MAX = 50_000;

export type Turns = {
  gains: PlanGainView[];
  losses: PlanGainView[];
  /** How many of those compared stand how to the role, and how many will. */
  countToday(deck: DeckState): number;
  countAfter(deck: DeckState): number;
  /** What was not compared, in words; null when everybody was. */
  warning: string | null;
};

/** Worst first: a move down the list is a gain. */
export const RANKS: DeckState[] = ['denied', 'untested', 'conditional', 'works'];

/** Above 0 for a gain, below for a loss. */
export const riseOf = (was: DeckState, is: DeckState): number =>
  RANKS.indexOf(is) - RANKS.indexOf(was);

/** Who may become a role after a change and could not before, and the other way round. */
export function turnsOf(roleArn: string, { today, after, nameOf }: Worlds): Turns {
  const roleName = nameOfArn(roleArn);
  const everybody = everybodyIn(today);
  const [wasOf, isOf] = [deckReader(today), deckReader(after)];
  const asked = everybody.slice(0, CANDIDATES_MAX).map((arn) => ({
    arn,
    was: wasOf(arn, roleArn),
    is: isOf(arn, roleArn),
  }));
  const turned = asked.flatMap(({ arn, was, is }) => {
    const rise = riseOf(was, is);
    if (rise === 0 || arn === roleArn) return [];
    const row = { who: partyOf(arn, nameOf), today: was, after: is };
    return [{ row, isGain: rise > 0 }];
  });
  const rows = (isGain: boolean, how: string, gains: string): PlanGainView[] =>
    turned
      .filter((one) => one.isGain === isGain)
      .map(({ row }) => ({ ...row, how, gains }));
  return {
    gains: rows(true, `becomes ${roleName}`, `what ${roleName} may do`),
    losses: rows(false, `no longer becomes ${roleName} so`, `what ${roleName} may do`),
    countToday: (deck) => asked.filter(({ was }) => was === deck).length,
    countAfter: (deck) => asked.filter(({ is }) => is === deck).length,
    warning:
      everybody.length > CANDIDATES_MAX
        ? `Only ${CANDIDATES_MAX} of ${everybody.length} users and roles were compared: others may gain or lose by it too. Read the trust policy.`
        : null,
  };
}

/** Every user and role of the accounts that were read. */
const everybodyIn = ({ accounts }: WorldFacts): string[] =>
  [...accounts.values()].flatMap((account) => [
    ...account.usersByArn.keys(),
    ...account.rolesByArn.keys(),
  ]);

export const deckIn = (facts: WorldFacts, arn: string, roleArn: string): DeckState =>
  deckOfAnswer(askAssume(facts, arn, roleArn));

/** One who was found on the way to a role. */
export function partyOfIncomer(
  { kind, name }: Pick<Incomer, 'kind' | 'name'>,
  nameOf: (accountId: string) => string,
): PartyView {
  if (kind === 'service') return partyOfService(name);
  const party = partyOf(name, nameOf);
  return kind === 'federated' ? { ...party, kind } : party;
}

const partyOfService = (name: string): PartyView => ({
  kind: 'service',
  arn: name,
  name,
  accountId: null,
  accountName: null,
  isOutside: false,
});

export function partyOf(arn: string, nameOf: (accountId: string) => string): PartyView {
  const parts = parseArn(arn);
  const accountId = parts?.accountId ?? '';
  return {
    kind: parts?.resource.startsWith('user/') ? 'user' : 'role',
    arn,
    name: nameOfArn(arn),
    accountId,
    accountName: nameOf(accountId),
    isOutside: false,
  };
}
