import { expect, it } from 'vitest';
import { makeEstate } from '@/bench/estate/make-estate';
import { worldOfEstate } from '@/bench/estate/world-of-estate';
import { decideQuestion } from '../../evaluate/decide-question';
import { collectFacts } from '../../facts/world-facts';
import { exampleWorld, HOME, policy, roleArn, SISTER } from '../example-world';
import { makeCanTake } from './can-take';

type Pair = [taker: string, role: string];

/** Every user and role with every role, as the evaluator decides and as it is remembered. */
function compareAll(given: Parameters<typeof collectFacts>[0]) {
  const world = collectFacts(given);
  const canTake = makeCanTake(world);
  const accounts = [...world.accounts.values()];
  const roles = accounts.flatMap(({ rolesByArn }) => [...rolesByArn.keys()]);
  const users = accounts.flatMap(({ usersByArn }) => [...usersByArn.keys()]);
  const pairs = [...users, ...roles].flatMap((arn) =>
    roles.map((role): Pair => [arn, role]),
  );
  const decided = pairs.filter(
    ([arn, role]) =>
      decideQuestion(world, {
        action: 'sts:AssumeRole',
        principal: { AWS: arn },
        resource: role,
        context: {},
        unknownKeys: 'assume-unknown',
      }).decision !== 'deny',
  );
  return { decided, taken: pairs.filter(([arn, role]) => canTake(arn, role)) };
}

it.each([
  ['hard things', 1, 1],
  ['hard things', 2, 1],
  ['some hard things', 3, 0.3],
  ['ordinary things', 4, 0],
] as const)(
  'lets take roles whom the evaluator lets, in an estate of %s (%i)',
  (_, seed, oddities) => {
    const size = { accounts: 4, rolesPerAccount: 12, usersPerAccount: 3 };
    const { decided, taken } = compareAll(
      worldOfEstate(makeEstate({ ...size, seed, oddities })),
    );
    expect(taken).toEqual(decided);
    expect(taken.length).toBeGreaterThan(0);
  },
);

it('tells those apart whom a trust policy tells apart by more than their account', () => {
  const trustOf = (Condition: unknown) =>
    policy({
      Effect: 'Allow',
      Principal: { AWS: [HOME, SISTER] },
      Action: 'sts:AssumeRole',
      Condition,
    });
  for (const condition of [
    {},
    { StringEquals: { 'aws:PrincipalType': 'User' } },
    { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } },
    { StringEquals: { 'aws:PrincipalAccount': SISTER } },
    { StringLike: { 'aws:username': 'c*' } },
    { StringLike: { 'aws:userid': 'AIDA*' } },
    { StringEquals: { 'sts:RoleSessionName': 'deploy' } },
    { StringEquals: { 'aws:PrincipalTag/team': 'x' } },
  ]) {
    const everyone = policy({ Effect: 'Allow', Action: '*', Resource: '*' });
    const { decided, taken } = compareAll(
      exampleWorld({ trust: trustOf(condition), alice: everyone }),
    );
    expect(taken).toEqual(decided);
    expect(taken.some(([, role]) => role === roleArn('Target'))).toBe(
      !JSON.stringify(condition).includes('team'),
    );
  }
});
