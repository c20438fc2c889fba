import { describe, expect, it } from 'vitest';
import { decideQuestion } from '@/lib/iam/evaluate/decide-question';
import { collectFacts } from '@/lib/iam/facts/world-facts';
import {
  compileAlone,
  joinPools,
  loadCompiled,
  saveCompiled,
} from '@/lib/iam/index/compiled-account';
import {
  buildIndex,
  type EstateIndex,
  joinIndex,
  withAccount,
} from '@/lib/iam/index/estate-index';
import { type Circumstances, OPEN } from '@/lib/iam/index/judge-taking';
import { makePools } from '@/lib/iam/index/pools';
import { reduceOrganization } from '@/lib/iam/index/reduce-organization';
import { loadIndex, saveIndex } from '@/lib/iam/index/saved-index';
import { INDEX_FORMAT } from '@/lib/iam/index/saved-text';
import { whoCan } from '@/lib/iam/index/who-can';
import { actionOf } from '@/lib/iam/question';
import { reach } from '@/lib/iam/reach/reach';
import type { CollectedAccount, CollectedWorld } from '@/lib/iam/world';
import { makeEstate } from './estate/make-estate';
import { worldOfEstate } from './estate/world-of-estate';
import { bruteForce, byIndex, principalsOf, rolesOf, sorted, textOf } from './every-pair';

const CLOSED: Circumstances = {
  context: {
    'aws:MultiFactorAuthPresent': 'true',
    'aws:SourceIp': '10.1.2.3',
    'sts:ExternalId': 'x',
  },
  unknownKeys: 'assume-absent',
};

const odd = (seed: number) =>
  makeEstate({
    accounts: 4,
    rolesPerAccount: 8,
    usersPerAccount: 3,
    groups: 3,
    seed,
    oddities: 1,
  });

describe('the index says what the evaluator says of every pair', () => {
  it.each(Array.from({ length: 24 }, (_, at) => at + 1))('in odd estate %i', (seed) => {
    const world = worldOfEstate(odd(seed));
    const facts = collectFacts(world);
    const index = buildIndex(world);
    for (const circumstances of [OPEN, CLOSED]) {
      const wanted = sorted(bruteForce(facts, circumstances));
      expect(sorted(byIndex(index, circumstances))).toEqual(wanted);
    }
  });

  it('in an ordinary estate, at no more than three evaluations an allowed pair', () => {
    const world = worldOfEstate(
      makeEstate({ accounts: 10, rolesPerAccount: 24, usersPerAccount: 4, seed: 7 }),
    );
    const index = buildIndex(world);
    expect(sorted(byIndex(index, OPEN))).toEqual(
      sorted(bruteForce(collectFacts(world), OPEN)),
    );
    expect(costOf(buildIndex(world))).toBeLessThanOrEqual(3);
  });
});

/** Evaluations for each pair that is let in. */
function costOf(index: EstateIndex): number {
  let [pairs, evaluations] = [0, 0];
  for (const role of rolesOf(index.world)) {
    const answer = whoCan(index, role, OPEN);
    evaluations += answer?.evaluations ?? 0;
    for (const { members } of answer?.groups ?? []) {
      pairs += members.reduce((sum, { principals }) => sum + principals.length, 0);
    }
  }
  return evaluations / pairs;
}

describe('services and providers', () => {
  it.each([1, 2, 3])('of estate %i are let in as the evaluator says', (seed) => {
    const world = worldOfEstate(odd(seed));
    const facts = collectFacts(world);
    const index = buildIndex(world);
    let asked = 0;
    for (const resource of rolesOf(facts)) {
      for (const { principal, verdict } of whoCan(index, resource, OPEN)?.outsiders() ??
        []) {
        const action = actionOf(principal);
        const wanted = decideQuestion(facts, { action, principal, resource, ...OPEN });
        expect(textOf(verdict)).toBe(textOf(wanted));
        asked += 1;
      }
    }
    expect(asked).toBeGreaterThan(0);
  });
});

describe('the reduced estate answers every question about taking a role like the whole one', () => {
  it.each([1, 2, 3, 4, 5, 6])('for the sessions of estate %i', (seed) => {
    const estate = odd(seed);
    const world = worldOfEstate(estate);
    const facts = collectFacts(world);
    const { world: reduced } = buildIndex(world);
    let asked = 0;
    for (const { principal, session } of estate.sessions) {
      for (const resource of rolesOf(facts)) {
        const question = {
          action: 'sts:AssumeRole',
          principal: { AWS: principal },
          session,
          params: { Tags: { team: 'data' }, SourceIdentity: 'ana' },
          resource,
          ...OPEN,
        };
        const [got, wanted] = [
          decideQuestion(reduced, question),
          decideQuestion(facts, question),
        ];
        expect(textOf(got)).toBe(textOf(wanted));
        asked += 1;
      }
    }
    expect(asked).toBeGreaterThan(0);
  });
});

/** Roles take over each other's trust policies, and some are gone. */
function changedAccount(account: CollectedAccount): CollectedAccount {
  const trusts = account.RoleDetailList.map(
    ({ AssumeRolePolicyDocument }) => AssumeRolePolicyDocument,
  );
  const roles = account.RoleDetailList.map((role, at) => ({
    ...role,
    AssumeRolePolicyDocument: trusts.at(at - 1),
  }));
  return {
    ...account,
    RoleDetailList: roles.slice(1),
    Policies: account.Policies.slice(1),
  };
}

describe('an index', () => {
  const world: CollectedWorld = worldOfEstate(odd(3));

  it('is the same after it was saved and loaded', () => {
    const index = buildIndex(world);
    const loaded = loadIndex(saveIndex(index));
    expect(loaded && sorted(byIndex(loaded, OPEN))).toEqual(sorted(byIndex(index, OPEN)));
    expect(loaded && saveIndex(loaded)).toBe(saveIndex(index));
  });

  it('is not made of text that is none', () => {
    const text = saveIndex(buildIndex(world));
    for (const other of [
      '',
      '{}',
      text.slice(0, -1),
      text.replace(INDEX_FORMAT, 'drawbridge-index-0'),
      text.replace('"accounts"', '"Accounts"'),
      text.replace(/]$/, '}'),
    ]) {
      expect(loadIndex(other)).toBeNull();
    }
  });

  it.each([6, 7, 8])(
    'is made of accounts that were compiled, saved and loaded one by one (estate %i)',
    (seed) => {
      const whole = worldOfEstate(odd(seed));
      const pools = makePools();
      const accounts = Object.entries(whole.accounts).map(([id, account]) => {
        const loaded = loadCompiled(saveCompiled(compileAlone(id, account)), id);
        if (!loaded) throw new Error('The account cannot be read back.');
        return joinPools(loaded, pools);
      });
      const org = whole.org ? reduceOrganization(whole.org, pools.documents) : null;
      expect(sorted(byIndex(joinIndex(pools, org, accounts), OPEN))).toEqual(
        sorted(bruteForce(collectFacts(whole), OPEN)),
      );
      // Equal things of different accounts became one, as if compiled together.
      const together = buildIndex(whole).pools;
      expect(pools.documents.values()).toHaveLength(together.documents.values().length);
      expect(pools.policySets.values()).toHaveLength(together.policySets.values().length);
    },
  );

  it.each([4, 5])(
    'follows one account that changed, loaded or built (estate %i)',
    (seed) => {
      const before = worldOfEstate(odd(seed));
      const [[id, account] = []] = Object.entries(before.accounts);
      if (!id || !account) throw new Error('The estate has no accounts.');
      const donor = changedAccount(account);
      const wanted = { ...before, accounts: { ...before.accounts, [id]: donor } };
      const built = buildIndex(before);
      const loaded = loadIndex(saveIndex(built));
      for (const index of loaded ? [built, loaded] : []) {
        const changed = withAccount(index, id, donor);
        expect(sorted(byIndex(changed, OPEN))).toEqual(
          sorted(bruteForce(collectFacts(wanted), OPEN)),
        );
      }
      const { [id]: _gone, ...others } = before.accounts;
      expect(sorted(byIndex(withAccount(built, id, null), OPEN))).toEqual(
        sorted(bruteForce(collectFacts({ ...before, accounts: others }), OPEN)),
      );
    },
  );
});

describe('what a principal reaches at once', () => {
  it.each([1, 2, 3, 4, 5, 6])(
    'is whom the index lets into each role (estate %i)',
    (seed) => {
      const index = buildIndex(worldOfEstate(odd(seed)));
      const pairs = [...byIndex(index, OPEN).keys()];
      for (const arn of principalsOf(index.world)) {
        const question = { ...OPEN, from: { AWS: arn }, maxHops: 1 };
        const got = reach(index, question).map(({ role }) => `${arn} ${role}`);
        // A role that takes itself is not on its way anywhere.
        const wanted = pairs.filter(
          (pair) => pair.startsWith(`${arn} `) && pair !== `${arn} ${arn}`,
        );
        expect(got.sort()).toEqual(wanted.sort());
      }
    },
  );
});
