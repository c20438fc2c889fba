import { describe, expect, it } from 'vitest';
import { planUncollected, VENDOR_ID } from '../account-plan';
import { formerUniqueId } from '../unique-id';
import { type Apart, ESTATES, oddEstates, type Trust } from './take-apart';

type Wanted = (entry: string, trust: Trust, apart: Apart) => boolean;

const all = oddEstates();
const accountOf = (arn: string) => arn.split(':')[4] ?? '';
const partitionOf = (arn: string) => arn.split(':')[1];
const trustEntries = (wanted: Wanted) =>
  all.flatMap((apart) =>
    apart.trusts.flatMap((trust) =>
      trust.entries.filter((one) => wanted(one, trust, apart)),
    ),
  ).length;

describe('principals of trust policies in odd estates', () => {
  const living = ({ roles, users }: Apart) =>
    new Set([...roles.map(({ RoleId }) => RoleId), ...users.map(({ UserId }) => UserId)]);

  it.each<[string, (entry: string, trust: Trust, apart: Apart) => boolean]>([
    ['the role itself', (entry, { role }) => entry === role.Arn],
    ['a session', (entry) => entry.includes(':assumed-role/')],
    ['the id of a living role or user', (entry, _, apart) => living(apart).has(entry)],
    [
      'the id of nobody',
      (entry, _, apart) => /^A(ROA|IDA)/.test(entry) && !living(apart).has(entry),
    ],
    [
      'the id of a role that was made anew',
      (entry, _, { options, roles }) =>
        roles.some(({ Arn }) => formerUniqueId(options.seed, 'AROA', Arn) === entry),
    ],
    [
      'a role without its path',
      (entry, _, { roles }) =>
        roles.some(({ Arn, Path, RoleName }) => {
          const isPathless = entry.endsWith(`:role/${RoleName}`);
          return Path !== '/' && isPathless && accountOf(entry) === accountOf(Arn);
        }),
    ],
    [
      'a role in other letters',
      (entry, _, { roles }) =>
        roles.some(
          ({ Arn }) => Arn !== entry && Arn.toLowerCase() === entry.toLowerCase(),
        ),
    ],
    [
      'a user of another account',
      (entry, { home }) => entry.includes(':user/') && accountOf(entry) !== home,
    ],
    ['an account by its digits', (entry) => /^\d{12}$/.test(entry)],
    ['an account by its root', (entry) => entry.endsWith(':root')],
    [
      'a member that nobody collected',
      (entry, _, { options }) => entry.includes(planUncollected(options).id),
    ],
    ['an account of nobody here', (entry) => entry.includes(VENDOR_ID)],
    [
      'an account of another partition',
      (entry, { role }) =>
        entry.endsWith(':root') && partitionOf(entry) !== partitionOf(role.Arn),
    ],
    [
      'a role of another partition',
      (entry, { role }) =>
        entry.includes(':role/') && partitionOf(entry) !== partitionOf(role.Arn),
    ],
    ['a pattern, which names nobody', (entry) => entry.endsWith(':role/*')],
    ['a group, which cannot be trusted', (entry) => entry.includes(':group/')],
    ['everybody', (entry) => entry === '*'],
  ])('some trust policies name %s', (_, wanted) => {
    expect(trustEntries(wanted)).toBeGreaterThan(0);
  });

  it('some service-linked roles trust others than their service', () => {
    const wanted = trustEntries((_, { role }) =>
      role.Path.startsWith('/aws-service-role/'),
    );
    expect(wanted).toBeGreaterThan(0);
  });

  it('most estates have a circle of roles that trust each other', () => {
    const withCircle = all.filter(({ trusts }) => hasCircle(trusts)).length;
    expect(withCircle).toBeGreaterThan(ESTATES / 2);
  });
});

/** Whether following trust leads from some role through another one back to it. */
function hasCircle(trusts: Trust[]): boolean {
  const entriesOf = new Map(trusts.map(({ role, entries }) => [role.Arn, entries]));
  return trusts.some(({ role }) => {
    const reached = new Set<string>();
    const open = (entriesOf.get(role.Arn) ?? []).filter((arn) => arn !== role.Arn);
    for (let arn = open.pop(); arn !== undefined; arn = open.pop()) {
      if (arn === role.Arn) return true;
      if (!reached.has(arn)) open.push(...(entriesOf.get(arn) ?? []));
      reached.add(arn);
    }
    return false;
  });
}
