import { describe, expect, it } from 'vitest';
import { decideQuestion } from '@/lib/iam/evaluate/decide-question';
import { collectFacts } from '@/lib/iam/facts/world-facts';
import type { Question } from '@/lib/iam/question';
import { makeEstate } from './make-estate';
import { worldOfEstate } from './world-of-estate';

const ask = (
  principal: string,
  resource: string,
  more: Partial<Question> = {},
): Question => ({
  action: 'sts:AssumeRole',
  principal: { AWS: principal },
  resource,
  context: {},
  unknownKeys: 'assume-unknown',
  ...more,
});

/** Who may assume what in an estate, counted. */
function countDecisions(seed: number, oddities: number) {
  const options = { accounts: 4, rolesPerAccount: 8, usersPerAccount: 2, seed, oddities };
  const world = worldOfEstate(makeEstate(options));
  const facts = collectFacts(world);
  const accounts = Object.values(world.accounts);
  const roles = accounts.flatMap(({ RoleDetailList }) => RoleDetailList);
  const users = accounts.flatMap(({ UserDetailList }) => UserDetailList);
  const counts = { allow: 0, deny: 0, conditional: 0, unread: 0 };
  for (const { Arn: from } of [...roles, ...users]) {
    for (const { Arn: to } of roles) {
      const { decision, requires } = decideQuestion(facts, ask(from, to));
      counts[decision]++;
      if (requires.length > 0) counts.unread++;
    }
  }
  return counts;
}

const SEEDS = [1, 2, 3, 4];

describe('an estate as the engine reads it', () => {
  it.each(SEEDS)('gives all three answers when nothing is odd (seed %i)', (seed) => {
    const counts = countDecisions(seed, 0);
    expect(Math.min(counts.allow, counts.deny, counts.conditional)).toBeGreaterThan(0);
  });

  it.each(SEEDS)(
    'gives all three answers, and unread policies, when odd (seed %i)',
    (seed) => {
      const { allow, deny, conditional, unread } = countDecisions(seed, 1);
      expect(Math.min(allow, deny, conditional, unread)).toBeGreaterThan(10);
    },
  );

  it('gives all three answers to sessions, about roles, buckets and keys', () => {
    const found = new Set([...SEEDS, 5, 6, 7, 8].flatMap(sessionDecisions));
    const kinds = ['role', 'bucket', 'key'];
    const answers = ['allow', 'deny', 'conditional'];
    const all = kinds.flatMap((kind) => answers.map((answer) => `${kind}: ${answer}`));
    expect([...found].sort()).toEqual(all.sort());
  });
});

/** What the sessions of an odd estate may do in it. */
function sessionDecisions(seed: number): string[] {
  const estate = makeEstate({ accounts: 4, rolesPerAccount: 8, seed, oddities: 1 });
  const world = worldOfEstate(estate);
  const facts = collectFacts(world);
  const targets = Object.values(world.accounts).flatMap(
    ({ RoleDetailList, Buckets = [], Keys = [] }) => [
      ...RoleDetailList.map(({ Arn }) => ['role', 'sts:AssumeRole', Arn] as const),
      ...Buckets.map(
        ({ Name }) => ['bucket', 's3:GetObject', `arn:aws:s3:::${Name}/report`] as const,
      ),
      ...Keys.map(({ Arn }) => ['key', 'kms:Decrypt', Arn] as const),
    ],
  );
  return estate.sessions.flatMap(({ principal, session }) =>
    targets.map(([kind, action, resource]) => {
      const question = ask(principal, resource, { action, session });
      return `${kind}: ${decideQuestion(facts, question).decision}`;
    }),
  );
}
