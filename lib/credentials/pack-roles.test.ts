import { expect, it } from 'vitest';
import { packRoles, unpackRoles } from './pack-roles';
import type { RoleCard } from './schema';

const card: RoleCard = {
  roleArn: 'arn:aws:iam::777788889999:role/team/deploy',
  roleName: 'deploy',
  description: 'Deploys "it", “quoted”',
  accountId: '777788889999',
  accountName: 'Prod',
  isProduction: true,
  region: 'eu-west-1',
  isPinned: false,
  takesSourceIdentity: true,
  takesTags: false,
  tags: null,
  capSeconds: 3600,
  capCause: 'The role allows no more.',
  longerPath: null,
  isByToken: false,
  externalId: 'db1-w1-777788889999',
  grantLimits: { isReadOnly: false, services: ['s3'], fromIp: null },
  roleMaxSeconds: 3600,
  ask: 'no',
  stepUp: 'never',
  given: 'given to everybody',
  limits: 'S3 only',
  liveUntil: null,
  lastIssuedAt: null,
};
const other = { ...card, accountId: '111122223333', accountName: 'Data' };
const cards: RoleCard[] = [
  card,
  { ...card, roleName: 'read', isPinned: true, lastIssuedAt: '2026-11-24T09:00:00.000Z' },
  { ...other, liveUntil: '2026-11-24T10:00:00.000Z', longerPath: '/access' },
  { ...other, tags: { 'db-request': 'r1', 'db-ticket': 'T-1' } },
];

it('gives back the cards that were packed, in their order', () => {
  expect(unpackRoles(packRoles(cards))).toEqual(cards);
  expect(unpackRoles(packRoles([]))).toEqual([]);
});

it('gives back as many variants of an account as there are', () => {
  const many = Array.from({ length: 60 }, (_, n) => ({
    ...card,
    given: `given to team ${n % 20}`,
    grantLimits: { ...card.grantLimits, isReadOnly: n % 3 === 0 },
  }));
  expect(unpackRoles(packRoles(many))).toEqual(many);
});

it('says once what many have in common', () => {
  const many = Array.from({ length: 100 }, () => card);
  const text = packRoles(many);
  expect(text.split(card.capCause)).toHaveLength(2);
  expect(text.length).toBeLessThan(JSON.stringify(many).length / 4);
});
