import { expect, it } from 'vitest';
import type { OfferedGrant } from '@/lib/ports';
import { approved, grant, now, offered } from '../test-world';
import { chooseGrant } from './choose-grant';
import { askableGrantsOf, heldRoleOf } from './held-role';
import { narrowLimits } from './narrow-limits';
import { sayGiven, sayTerms } from './say-grant';

const day = new Date('2026-11-25T09:00:00Z');
const of = (id: string, change: Partial<OfferedGrant>): OfferedGrant => ({
  ...grant,
  id,
  ...change,
});

it.each<[string, OfferedGrant[], string]>([
  [
    'that takes nothing away before a longer one that does',
    [of('read', { isReadOnly: true }), of('short', { maxSeconds: 900 })],
    'short',
  ],
  [
    'that is longer',
    [of('short', { maxSeconds: 900 }), of('long', { maxSeconds: 3600 })],
    'long',
  ],
  [
    'that ends last, when they are equally long',
    [of('ends', { endsAt: day }), of('stays', {})],
    'stays',
  ],
  [
    'that is older, when they are the same',
    [of('new', { createdAt: day }), of('old', {})],
    'old',
  ],
])('of several grants the one counts %s', (_says, grants, id) => {
  expect(chooseGrant(grants, now)?.grant.id).toBe(id);
  expect(chooseGrant([...grants].reverse(), now)?.grant.id).toBe(id);
});

it('gives a program what it can take, where a longer grant asks to confirm each time', () => {
  const long = of('long', { stepUp: 'each-time' });
  const short = of('short', { maxSeconds: 900 });
  const taken = (grants: OfferedGrant[], isProgram: boolean) =>
    chooseGrant(grants, now, isProgram)?.grant.id;
  expect(taken([long, short], false)).toBe('long');
  expect(taken([long, short], true)).toBe('short');
  expect(taken([long], true)).toBe('long');
});

it('mixes no two grants: the length of one goes with its own limits only', () => {
  const long = of('long', { isReadOnly: true });
  const short = of('short', { maxSeconds: 900 });
  expect(heldRoleOf({ ...offered, grants: [long, short] }, now)).toMatchObject({
    grant: { id: 'short' },
    maxSeconds: 900,
  });
});

it.each([
  [null, 43_200],
  [new Date('2026-11-24T10:30:30Z'), 5400],
  [new Date('2026-11-24T09:05:00Z'), 900],
])('lets no session outlast a grant that ends at %s', (endsAt, seconds) => {
  const held = heldRoleOf({ ...offered, grants: [of('g', { endsAt })] }, now);
  expect(held?.maxSeconds).toBe(seconds);
});

it.each([
  ['ask', false, true],
  ['break-glass', true, true],
  ['ask', true, false],
  ['break-glass', false, false],
] as const)(
  'under the rule %s a request with isBreakGlass %s opens: %s',
  (rule, isBreakGlass, opens) => {
    const given = of('g', { rule, requests: [{ ...approved, isBreakGlass }] });
    expect(chooseGrant([given], now) !== null).toBe(opens);
  },
);

it('is asked for by the grant with approvers that gives most; a glass is broken when it is said', () => {
  const asks = [
    of('a', { rule: 'ask', approvals: 1, maxSeconds: 900 }),
    of('b', { rule: 'ask', approvals: 1 }),
  ];
  const glass = of('g', { rule: 'break-glass' });
  const idsOf = (grants: OfferedGrant[], breaksGlass?: boolean) =>
    askableGrantsOf({ grants }, now, breaksGlass).map(({ id }) => id);
  expect(idsOf([glass, ...asks, grant])).toEqual(['b', 'a']);
  expect(idsOf([...asks, glass], true)).toEqual(['g']);
  expect(idsOf([glass])).toEqual(['g']);
  expect(idsOf(asks, true)).toEqual(['b', 'a']);
});

const NO_LIMITS = { isReadOnly: false, services: [], fromIp: null };

it.each([
  ['203.0.113.0/24', null, '203.0.113.0/24'],
  [null, '203.0.113.7', '203.0.113.7'],
  ['203.0.113.0/24', '203.0.113.7', '203.0.113.7'],
  ['203.0.113.0/24', '203.0.112.7', 'refused'],
  ['203.0.113.7', '203.0.113.0/24', 'refused'],
  ['203.0.113.0/24', '2001:db8::1', 'refused'],
])('a grant from %s and a wish from %s leave %s', (granted, wanted, left) => {
  const both = narrowLimits(
    { ...NO_LIMITS, fromIp: granted },
    { ...NO_LIMITS, fromIp: wanted },
  );
  expect(both.ok ? both.value.fromIp : 'refused').toBe(left);
});

it('says what a grant allows, and how somebody came by it', () => {
  const terms = { maxSeconds: 14_400, isReadOnly: true, endsAt: day };
  const to = { kind: 'group', groupId: 'p' } as const;
  const given = of('g', { ...terms, to, toName: 'Platform' });
  expect(sayTerms(given)).toBe(
    'for up to 4 h, read only, until 25 November 2026, 09:00 UTC',
  );
  expect(sayGiven(given)).toBe(
    'given to the group Platform until 25 November 2026, 09:00 UTC',
  );
  expect(sayGiven(grant)).toBe('given to you');
});
