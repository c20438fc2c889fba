import { describe, expect, it } from 'vitest';
import { findCaller } from '../evaluate/caller';
import { collectFacts } from '../facts/world-facts';
import type { PrincipalBlock } from '../parse/policy';
import type { Principal } from '../question';
import { matchPrincipal } from './match-principal';

const ACCOUNT = '111122223333';
const HOME = { partition: 'aws', accountId: ACCOUNT };
const ROLE = `arn:aws:iam::${ACCOUNT}:role/team/ops/Deploy`;
const world = collectFacts({
  accounts: {
    [ACCOUNT]: {
      UserDetailList: [
        {
          Path: '/',
          UserName: 'alice',
          UserId: 'AIDAALICE0000000001',
          Arn: `arn:aws:iam::${ACCOUNT}:user/alice`,
        },
      ],
      GroupDetailList: [],
      RoleDetailList: [
        {
          Path: '/team/ops/',
          RoleName: 'Deploy',
          RoleId: 'AROADEPLOY000000001',
          Arn: ROLE,
          AssumeRolePolicyDocument: {},
        },
      ],
      Policies: [],
    },
  },
});

const named = (...aws: string[]): PrincipalBlock => ({
  isNegated: false,
  isEveryone: aws.includes('*'),
  aws,
  services: ['ec2.amazonaws.com'],
  federated: ['arn:aws:iam::111122223333:oidc-provider/token.example.com'],
});

const match = (principal: Principal, ...aws: string[]) =>
  matchPrincipal(named(...aws), findCaller(world, principal), HOME);

const alice = { AWS: `arn:aws:iam::${ACCOUNT}:user/alice` };
const session = { AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/Deploy/run` };
const stranger = { AWS: 'arn:aws:sts::999988887777:assumed-role/Scan/x' };

describe('a principal in a policy', () => {
  it.each([
    ['*', 'everyone'],
    [ACCOUNT, 'account'],
    [`arn:aws:iam::${ACCOUNT}:root`, 'account'],
    [alice.AWS, 'user'],
    ['AIDAALICE0000000001', 'user'],
    ['AIDADELETED00000001', 'none'],
    [`arn:aws:iam::${ACCOUNT}:user/Alice`, 'none'],
    [`arn:aws:iam::${ACCOUNT}:user/*`, 'none'],
    [`arn:aws-cn:iam::${ACCOUNT}:root`, 'none'],
  ])('%s names a user as %s', (entry, expected) => {
    expect(match(alice, entry)).toBe(expected);
  });

  it.each([
    [ROLE, 'role'],
    ['AROADEPLOY000000001', 'role'],
    [`arn:aws:iam::${ACCOUNT}:role/Deploy`, 'none'],
    [session.AWS, 'session'],
    [`arn:aws:sts::${ACCOUNT}:assumed-role/Deploy/*`, 'none'],
  ])('%s names a session as %s', (entry, expected) => {
    expect(match(session, entry)).toBe(expected);
  });

  it('names a role of an account nobody read by its name, whatever its path', () => {
    expect(match(stranger, 'arn:aws:iam::999988887777:role/audit/Scan')).toBe('role');
  });

  it('takes the closest of several ways', () => {
    expect(match(session, ACCOUNT, ROLE)).toBe('role');
  });

  it('names services and providers exactly', () => {
    expect(match({ Service: 'ec2.amazonaws.com' })).toBe('outside');
    expect(match({ Service: 'ecs.amazonaws.com' })).toBe('none');
    expect(match({ Federated: 'token.example.com' })).toBe('outside');
    expect(match('*', ACCOUNT)).toBe('none');
  });

  it('takes a host alone for the provider of the account that holds the policy', () => {
    const caller = findCaller(world, { Federated: 'token.example.com' });
    const from = (partition: string, accountId: string | null) =>
      matchPrincipal(named(), caller, { partition, accountId });
    expect(from('aws', ACCOUNT)).toBe('outside');
    expect(from('aws', '999988887777')).toBe('none');
    expect(from('aws-cn', ACCOUNT)).toBe('none');
    expect(from('aws', null)).toBe('none');
  });

  it('never lets an account in that belongs to another partition', () => {
    const caller = findCaller(world, { AWS: `arn:aws-cn:iam::${ACCOUNT}:user/alice` });
    expect(matchPrincipal(named(ACCOUNT), caller, HOME)).toBe('none');
    expect(matchPrincipal(named('*'), caller, HOME)).toBe('none');
  });
});
