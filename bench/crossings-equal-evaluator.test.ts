import { describe, expect, it } from 'vitest';
import { evaluate } from '@/lib/iam/evaluate/evaluate';
import { accountFacts } from '@/lib/iam/facts/account-facts';
import { collectFacts, type WorldFacts, worldFacts } from '@/lib/iam/facts/world-facts';
import { type AskAlike, askAlike } from '@/lib/iam/index/ask-alike';
import { OPEN } from '@/lib/iam/index/judge-taking';
import { actionOf } from '@/lib/iam/question';
import { accountNames } from '@/lib/inventory/account-names';
import { buildCrossings } from '@/lib/inventory/build-crossings';
import { buildSeed } from '@/lib/practice/seed/build-seed';
import { collectedAccount, collectedOrg } from '@/lib/practice/world/collected';
import { makeEstate } from './estate/make-estate';
import { worldOfEstate } from './estate/world-of-estate';

/** Asks the evaluator about every single pair. */
const askEach =
  (facts: WorldFacts): AskAlike =>
  (principal, resource) => {
    const action = actionOf(principal);
    const answer = evaluate(facts, { action, principal, resource, ...OPEN });
    const isStopped = answer.layers.some(({ verdict }) => verdict === 'denies');
    return { conditions: [], ...answer, isStopped };
  };

const names = (facts: WorldFacts) => accountNames([], facts);
const rowsOf = (facts: WorldFacts, ask?: AskAlike) =>
  buildCrossings(facts, names(facts), ask);

function practiceOrganisation(): WorldFacts {
  const { org, accounts } = buildSeed('org', { id: 'w', tag: 'AAAA', nowMs: 0 });
  return worldFacts(
    org ? collectedOrg(org) : undefined,
    [...accounts.values()].map((account) =>
      accountFacts(account.id, collectedAccount(account)),
    ),
  );
}

const estate = (size: Parameters<typeof makeEstate>[0]) =>
  collectFacts(worldOfEstate(makeEstate(size)));

const odd = (seed: number) =>
  estate({
    accounts: 4,
    rolesPerAccount: 8,
    usersPerAccount: 3,
    groups: 3,
    seed,
    oddities: 1,
  });

const ordinary = () =>
  estate({ accounts: 8, rolesPerAccount: 30, usersPerAccount: 4, seed: 5 });

describe('crossings of those that are alike say what the evaluator says of each pair', () => {
  it('in the practice organisation', () => {
    const facts = practiceOrganisation();
    const rows = rowsOf(facts);
    expect(rows.length).toBeGreaterThan(100);
    expect(rows).toEqual(rowsOf(facts, askEach(facts)));
  });

  it.each(Array.from({ length: 24 }, (_, at) => at + 1))('in odd estate %i', (seed) => {
    const facts = odd(seed);
    const rows = rowsOf(facts);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows).toEqual(rowsOf(facts, askEach(facts)));
  });

  it('in an ordinary estate, with one answer for many pairs', () => {
    const facts = ordinary();
    const ask = askAlike(facts, OPEN);
    const answers = new Set<unknown>();
    let pairs = 0;
    const counted: AskAlike = (principal, role) => {
      const answer = ask(principal, role);
      answers.add(answer);
      pairs += 1;
      return answer;
    };
    const rows = rowsOf(facts, counted);
    expect(rows.length).toBeGreaterThan(100);
    expect(rows).toEqual(rowsOf(facts, askEach(facts)));
    expect(pairs / answers.size).toBeGreaterThan(5);
  });
});
