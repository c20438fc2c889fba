import { expect, it } from 'vitest';
import { makeEstate } from '@/bench/estate/make-estate';
import { worldOfEstate } from '@/bench/estate/world-of-estate';
import { collectFacts, type WorldFacts } from '../facts/world-facts';
import { MENDABLE, UNMENDABLE } from './examples';
import { lint } from './lint';
import { lintSubject } from './lint-subject';

function subjectsOf({ accounts }: WorldFacts): string[] {
  const arns = [...accounts.values()].flatMap((account) => [
    ...account.rolesByArn.keys(),
    ...account.usersByArn.keys(),
    ...[...account.groupsByName.values()].map(({ Arn }) => Arn),
    ...[...account.bucketsByName.keys()].map(
      (name) => `arn:${account.partition ?? 'aws'}:s3:::${name}`,
    ),
    ...account.keysByArn.keys(),
  ]);
  return [...new Set(arns)];
}

it.each([1, 2, 3])(
  'finds for each subject of estate %i what the whole lint finds',
  (seed) => {
    const size = { accounts: 4, rolesPerAccount: 8, usersPerAccount: 2, oddities: 1 };
    // Each is read for itself, so that nothing is known from the other.
    const read = () => collectFacts(worldOfEstate(makeEstate({ ...size, seed })));
    const all = lint(read());
    const world = read();
    const found = subjectsOf(world).flatMap((arn) => {
      const own = lintSubject(world, arn);
      expect(own).toEqual(all.filter(({ subject }) => subject === arn));
      return own;
    });
    expect(found).toHaveLength(all.length);
    expect(found.length).toBeGreaterThan(50);
  },
);

it('finds for buckets and keys of the examples what the whole lint finds', () => {
  for (const [, , example] of [...MENDABLE, ...UNMENDABLE]) {
    const world = collectFacts(example);
    const all = lint(world);
    const found = subjectsOf(world).flatMap((arn) => lintSubject(world, arn));
    expect(found).toHaveLength(all.length);
    expect(found).toEqual(expect.arrayContaining(all));
  }
});

it('finds nothing about what was not collected', () => {
  const world = collectFacts(
    worldOfEstate(makeEstate({ accounts: 2, rolesPerAccount: 2 })),
  );
  for (const arn of ['', 'arn:aws:s3:::', 'arn:aws:iam::111111111111:role/none']) {
    expect(lintSubject(world, arn)).toEqual([]);
  }
});
