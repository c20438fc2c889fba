import { describe, expect, it } from 'vitest';
import { collectFacts } from '@/lib/iam/facts/world-facts';
import { buildIndex } from '@/lib/iam/index/estate-index';
import { OPEN } from '@/lib/iam/index/judge-taking';
import { reach } from '@/lib/iam/reach/reach';
import type { CollectedWorld } from '@/lib/iam/world';
import { bruteForce } from './every-pair';
import { account, document, GRANT, inline, role, roleArn, trust } from './small-estate';

const [HUB, APPS, DATA] = ['111111111111', '222222222222', '333333333333'] as const;
const DEPLOY = roleArn(APPS, 'deploy');

/** Roles that trust the other account and roles that trust everyone, some with a condition. */
function worldOf(...own: object[]): CollectedWorld {
  const trusting = (accountId: string) =>
    [{ AWS: APPS }, '*'].map((Principal, at) =>
      role(accountId, `target-${at}`, { AssumeRolePolicyDocument: trust({ Principal }) }),
    );
  const asked = trust({
    Principal: { AWS: APPS },
    Condition: { StringEquals: { 'sts:ExternalId': 'right' } },
  });
  const deploy = role(APPS, 'deploy', { RolePolicyList: inline(...own) });
  return {
    accounts: {
      [HUB]: account([
        ...trusting(HUB),
        role(HUB, 'asked', { AssumeRolePolicyDocument: asked }),
      ]),
      [APPS]: account([...trusting(APPS), deploy]),
      [DATA]: account([
        ...trusting(DATA),
        role(DATA, 'named', {
          AssumeRolePolicyDocument: document({
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { AWS: DEPLOY },
          }),
        }),
      ]),
    },
  };
}

const rolesReached = (world: CollectedWorld): string[] =>
  reach(buildIndex(world), { ...OPEN, from: { AWS: DEPLOY }, maxHops: 1 }).map(
    (one) => one.role,
  );

const grant = (Resource: string | string[]) => ({ ...GRANT, Resource });
const HOME = [roleArn(APPS, 'target-1')];

describe('a principal reaches the roles that its grants list', () => {
  it.each<[string, object[], string[]]>([
    ['by ARN', [grant(roleArn(HUB, 'target-0'))], [roleArn(HUB, 'target-0')]],
    [
      'by the account',
      [grant(`arn:aws:iam::${HUB}:role/target-*`)],
      [roleArn(HUB, 'target-0'), roleArn(HUB, 'target-1')],
    ],
    [
      'by a pattern over accounts',
      [grant('arn:aws:iam::*:role/*-1')],
      [roleArn(HUB, 'target-1'), roleArn(DATA, 'target-1')],
    ],
    [
      'by several of these',
      [grant([roleArn(DATA, 'named'), roleArn(HUB, 'asked')])],
      [roleArn(HUB, 'asked'), roleArn(DATA, 'named')],
    ],
    [
      'by what they leave out',
      [{ Effect: 'Allow', Action: 'sts:*', NotResource: `arn:aws:iam::${HUB}:role/*` }],
      [
        roleArn(APPS, 'target-0'),
        ...['named', 'target-0', 'target-1'].map((name) => roleArn(DATA, name)),
      ],
    ],
    ['and without any only those of its account that trust everyone', [], []],
  ])('%s', (_, own, wanted) => {
    const world = worldOf(...own);
    const told = [...bruteForce(collectFacts(world), OPEN).keys()];
    const pairs = told.filter((pair) => pair.startsWith(`${DEPLOY} `));
    const got = rolesReached(world);
    expect(got).toEqual([...new Set([...wanted, ...HOME])].sort());
    expect(got.map((arn) => `${DEPLOY} ${arn}`)).toEqual(pairs.sort());
  });
});

it('answers each question in its own circumstances, whatever was asked before', () => {
  const index = buildIndex(worldOf(grant(roleArn(HUB, 'asked'))));
  const decisions = ['right', 'wrong', 'right', undefined].map((externalId) => {
    const context = externalId ? { 'sts:ExternalId': externalId } : {};
    const found = reach(index, { ...OPEN, context, from: { AWS: DEPLOY }, maxHops: 1 });
    return found.find((one) => one.role === roleArn(HUB, 'asked'))?.decision;
  });
  expect(decisions).toEqual(['allow', undefined, 'allow', 'conditional']);
});
