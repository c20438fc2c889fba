import { describe, expect, it } from 'vitest';
import { nameOfArn } from '@/lib/core/arn';
import type { Estate } from '../make-estate';
import { uniqueId } from '../unique-id';
import { type Apart, oddEstates } from './take-apart';

const all = oddEstates();
const count = (inOne: (apart: Apart) => number) =>
  all.reduce((total, apart) => total + inOne(apart), 0);
const partitionOf = (arn: string) => arn.split(':')[1];

describe('entities and organization of odd estates', () => {
  const policyArns = ({ accounts }: Apart) =>
    new Set(accounts.flatMap(({ details }) => details.Policies.map(({ Arn }) => Arn)));
  const boundaries = ({ roles, users }: Apart) =>
    [...roles, ...users].flatMap(
      (one) => one.PermissionsBoundary?.PermissionsBoundaryArn ?? [],
    );
  const attached = ({ accounts }: Apart) =>
    accounts
      .flatMap(({ details }) => [
        ...details.RoleDetailList,
        ...details.UserDetailList,
        ...details.GroupDetailList,
      ])
      .flatMap(({ AttachedManagedPolicies = [] }) => AttachedManagedPolicies);
  const managed = ({ accounts }: Apart) =>
    accounts.flatMap(({ details }) => details.Policies);
  const isMember = ({ estate }: Apart, id: string) =>
    estate.org.Accounts.some(({ Id }) => Id === id);
  const levels = ({ estate }: Apart) => Object.values(estate.org.PolicyAttachments);
  const rcps = ({ org }: Estate) =>
    new Set(
      org.Policies.filter(({ Type }) => Type.startsWith('RESOURCE')).map(({ Id }) => Id),
    );

  it.each<[string, (apart: Apart) => number]>([
    [
      'attached policies that nobody read',
      (apart) =>
        attached(apart).filter(({ PolicyArn }) => !policyArns(apart).has(PolicyArn))
          .length,
    ],
    [
      'boundaries that nobody read',
      (apart) => boundaries(apart).filter((arn) => !policyArns(apart).has(arn)).length,
    ],
    [
      'boundaries that let some roles through',
      (apart) =>
        boundaries(apart).filter((arn) => nameOfArn(arn) === 'boundary-some-roles')
          .length,
    ],
    [
      'policies without their default version',
      (apart) =>
        managed(apart).filter(
          ({ DefaultVersionId, PolicyVersionList }) =>
            !PolicyVersionList.some(({ VersionId }) => VersionId === DefaultVersionId),
        ).length,
    ],
    [
      'wider versions that do not count',
      (apart) =>
        managed(apart).filter(({ PolicyVersionList }) => PolicyVersionList.length > 1)
          .length,
    ],
    [
      'users in a group that does not exist',
      ({ users }) =>
        users.filter(({ GroupList }) => GroupList?.includes('gone-group')).length,
    ],
    ['users with a path', ({ users }) => users.filter(({ Path }) => Path !== '/').length],
    [
      'roles with a path',
      ({ roles }) => roles.filter(({ Path }) => Path === '/a/b/').length,
    ],
    [
      'roles with a capital letter',
      ({ roles }) =>
        roles.filter(({ RoleName }) => /^(Deploy|Audit|Ci)/.test(RoleName)).length,
    ],
    [
      'roles named after a user',
      ({ roles }) =>
        roles.filter(({ RoleName }) => /^(eng|bot)-0-/.test(RoleName)).length,
    ],
    [
      'accounts outside the organization',
      (apart) => apart.accounts.filter(({ id }) => !isMember(apart, id)).length,
    ],
    [
      'accounts of another partition',
      ({ accounts }) =>
        accounts.filter(({ details }) =>
          details.RoleDetailList.some(({ Arn }) => partitionOf(Arn) !== 'aws'),
        ).length,
    ],
    [
      'members that nobody collected',
      ({ estate, accounts }) =>
        estate.org.Accounts.filter(({ Id }) => !accounts.some(({ id }) => id === Id))
          .length,
    ],
    [
      'levels without any policy',
      (apart) => levels(apart).filter((ids) => ids.length === 0).length,
    ],
    [
      'levels with a policy that nobody read',
      (apart) => levels(apart).filter((ids) => ids.includes('p-notread01')).length,
    ],
    [
      'levels with an odd resource control policy',
      (apart) =>
        levels(apart).filter(
          (ids) => ids.includes('p-oddrcp001') && rcps(apart.estate).has('p-oddrcp001'),
        ).length,
    ],
    [
      'accounts without their GitHub provider',
      ({ accounts }) =>
        accounts.filter(
          ({ details }) =>
            !details.OpenIDConnectProviders?.some(({ Url }) => Url.includes('github')),
        ).length,
    ],
    [
      'providers for another audience',
      ({ accounts }) =>
        accounts
          .flatMap(({ details }) => details.OpenIDConnectProviders ?? [])
          .filter(({ ClientIDList }) => ClientIDList.includes('another-audience')).length,
    ],
    [
      'accounts without a SAML provider',
      ({ accounts }) =>
        accounts.filter(({ details }) => details.SAMLProviders?.length === 0).length,
    ],
    [
      'session tags in other letters than the role has',
      ({ estate }) =>
        estate.sessions.filter(({ session }) => session.tags?.['Team'] !== undefined)
          .length,
    ],
    [
      'sessions under a policy that nobody read',
      ({ estate }) =>
        estate.sessions.filter(({ session }) =>
          session.policyArns?.some((arn) => nameOfArn(arn) === 'not-collected'),
        ).length,
    ],
  ])('there are %s', (_, inOne) => {
    expect(count(inOne)).toBeGreaterThan(0);
  });

  it('an id in a trust policy is the id its role has', () => {
    for (const { options, roles } of all) {
      for (const { Arn, RoleId } of roles) {
        expect(RoleId).toBe(uniqueId(options.seed, 'AROA', Arn));
      }
    }
  });
});
