import { describe, expect, it } from 'vitest';
import { variable } from '../policy';
import { leavesOf, oddEstates } from './take-apart';

const leaves = oddEstates().flatMap(({ statements }) => statements.flatMap(leavesOf));

describe('conditions in odd estates', () => {
  it.each([
    'sts:ExternalId',
    'sts:RoleSessionName',
    'aws:MultiFactorAuthPresent',
    'aws:SourceIp',
    'aws:PrincipalOrgID',
    'aws:PrincipalOrgPaths',
    'aws:PrincipalAccount',
    'aws:PrincipalType',
    'aws:PrincipalArn',
    'aws:userid',
    'aws:username',
    'aws:ResourceAccount',
    'aws:ResourceTag/team',
    'aws:PrincipalTag/team',
    'aws:TagKeys',
    'aws:SourceIdentity',
  ])('both allow and deny ask for %s', (key) => {
    const effects = leaves.filter((leaf) => leaf.key === key).map(({ effect }) => effect);
    expect(effects).toEqual(expect.arrayContaining(['Allow', 'Deny']));
  });

  it.each([
    'StringEquals',
    'StringNotEquals',
    'StringLike',
    'StringNotLike',
    'StringEqualsIgnoreCase',
    'StringNotEqualsIfExists',
    'ArnLike',
    'ArnNotLike',
    'Null',
    'Bool',
    'BoolIfExists',
    'ForAllValues:StringEquals',
    'ForAnyValue:StringLike',
    'IpAddress',
    'NotIpAddress',
    'NumericLessThan',
    'DateLessThan',
  ])('some ask by %s', (operator) => {
    expect(leaves.filter((leaf) => leaf.operator === operator).length).toBeGreaterThan(0);
  });

  it('some keys are spelled in small letters, some have several values, some variables', () => {
    const spelled = leaves.filter(({ key }) => key === 'aws:principalarn');
    const several = leaves.filter(({ values }) => values.length > 1);
    const open = leaves.filter(({ values }) =>
      values.includes(variable('aws:PrincipalAccount')),
    );
    expect(spelled.length).toBeGreaterThan(0);
    expect(several.length).toBeGreaterThan(0);
    expect(open.length).toBeGreaterThan(0);
  });
});
