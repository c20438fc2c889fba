import { nameOfArn, parseArn } from '@/lib/core/arn';
import type { DeckState, PartyView } from '@/lib/core/views';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { deckOfAnswer } from '../judge-role';
import type { PlanGainView } from '../plan-views';
import type { Worlds } from '../recipes/recipe';
import { askAssume } from '../world/ask';

const ROWS_MAX = 20;
const CANDIDATES_MAX = 2000;

export type Turns = {
  gains: PlanGainView[];
  losses: PlanGainView[];
  /** Of all that were compared, also of those who are not listed. */
  gainsTotal: number;
  /** What was not compared, in words; null when everybody was. */
  warning: string | null;
};

/** Worst first: a move down the list is a gain. */
const RANKS: DeckState[] = ['denied', 'untested', 'conditional', 'works'];

/** Who may become a role after a change and could not before, and the other way round. */
export function turnsOf(roleArn: string, { today, after, nameOf }: Worlds): Turns {
  const roleName = nameOfArn(roleArn);
  const everybody = everybodyIn(today);
  const turned = comparedOf(everybody).flatMap((arn) => {
    const was = deckIn(today, arn, roleArn);
    const is = deckIn(after, arn, roleArn);
    const rise = RANKS.indexOf(is) - RANKS.indexOf(was);
    if (rise === 0 || arn === roleArn) return [];
    const row = { who: partyOf(arn, nameOf), today: was, after: is };
    return [{ row, isGain: rise > 0 }];
  });
  const rows = (isGain: boolean, how: string, gains: string): PlanGainView[] =>
    turned
      .filter((one) => one.isGain === isGain)
      .map(({ row }) => ({ ...row, how, gains }))
      .slice(0, ROWS_MAX);
  return {
    gains: rows(true, `becomes ${roleName}`, `what ${roleName} may do`),
    losses: rows(false, `no longer becomes ${roleName} so`, `what ${roleName} may do`),
    gainsTotal: turned.filter(({ isGain }) => isGain).length,
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

/** As many as a page can wait for. */
const comparedOf = (everybody: string[]): string[] => everybody.slice(0, CANDIDATES_MAX);

/** How many of them stand how to a role. */
export function countDecks(
  facts: WorldFacts,
  roleArn: string,
): (deck: DeckState) => number {
  const decks = comparedOf(everybodyIn(facts)).map((arn) => deckIn(facts, arn, roleArn));
  return (deck) => decks.filter((one) => one === deck).length;
}

export const deckIn = (facts: WorldFacts, arn: string, roleArn: string): DeckState =>
  deckOfAnswer(askAssume(facts, arn, roleArn));

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
