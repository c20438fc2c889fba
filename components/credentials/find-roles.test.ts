import { expect, it } from 'vitest';
import type { RoleCard } from '@/lib/credentials/schema';
import { findRoles, pinsFirst } from './find-roles';

const card = (roleName: string, accountName: string, accountId: string): RoleCard => ({
  roleArn: `arn:aws:iam::${accountId}:role/${roleName}`,
  roleName,
  description: roleName === 'deploy' ? 'Ship releases' : 'Read everything',
  accountId,
  accountName,
  isProduction: accountName === 'Prod',
  region: 'eu-west-1',
  isPinned: false,
  takesSourceIdentity: true,
  takesTags: true,
  longerPath: null,
  isByToken: false,
  externalId: null,
  grantLimits: { isReadOnly: false, services: [], fromIp: null },
  tags: null,
  stepUp: 'never',
  capSeconds: 3600,
  capCause: 'AWS caps chained roles.',
  roleMaxSeconds: 3600,
  liveUntil: null,
  lastIssuedAt: null,
  ask: 'no',
  given: 'given to everybody',
  limits: null,
});
const roles = [
  card('prod-read', 'Prod', '777788889999'),
  card('deploy', 'Prod', '777788889999'),
  card('data-read', 'Data', '444455556666'),
];
const namesOf = (found: RoleCard[]) => found.map((role) => role.roleName);

it.each([
  ['', ['prod-read', 'deploy', 'data-read']],
  ['PROD', ['prod-read', 'deploy']],
  ['prod ship', ['deploy']],
  ['read data', ['data-read']],
  ['444455556666', ['data-read']],
  ['4444 5555 6666', ['data-read']],
  ['arn:aws:iam::777788889999:role/deploy', ['deploy']],
  ['nothing of the kind', []],
])('finds by %j', (typed, expected) => {
  expect(namesOf(findRoles(roles, typed))).toEqual(expected);
});

it('moves a role to the front as soon as it is pinned, and keeps the rest in order', () => {
  const pins = new Map([['arn:aws:iam::444455556666:role/data-read', true]]);
  expect(namesOf(pinsFirst(roles, pins))).toEqual(['data-read', 'prod-read', 'deploy']);
});

it('believes the last click over what the server said before', () => {
  const pinned = roles.map((role) => ({ ...role, isPinned: true }));
  const pins = new Map([['arn:aws:iam::777788889999:role/prod-read', false]]);
  expect(namesOf(pinsFirst(pinned, pins))).toEqual(['deploy', 'data-read', 'prod-read']);
});
