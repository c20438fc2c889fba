import {
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreatePolicyCommand,
  CreateUserCommand,
  GetPolicyCommand,
  ListEntitiesForPolicyCommand,
  type ListEntitiesForPolicyCommandInput,
  ListPoliciesCommand,
  type ListPoliciesCommandInput,
  ListPolicyTagsCommand,
  ListUserTagsCommand,
  PutRolePermissionsBoundaryCommand,
  TagPolicyCommand,
  TagUserCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf } from '../test-practice';
import { admin, makeRole, practice, READ, startTooling, tooling } from './test-tooling';

const policyArn = (pathAndName: string) =>
  `arn:aws:iam::${tooling}:policy/${pathAndName}`;
const GRANT = policyArn('lists/grant');
const LIMIT = policyArn('lists/limit');
const IDLE = policyArn('lists/idle');

beforeAll(async () => {
  await startTooling();
  for (const PolicyName of ['grant', 'limit', 'idle'])
    await admin.iam.send(
      new CreatePolicyCommand({ PolicyName, Path: '/lists/', PolicyDocument: READ }),
    );
  await makeRole('granted', { Path: '/listed/' });
  await admin.iam.send(new CreateUserCommand({ UserName: 'granted' }));
  const RoleName = 'granted';
  await admin.iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: GRANT }));
  await admin.iam.send(
    new AttachUserPolicyCommand({ UserName: 'granted', PolicyArn: GRANT }),
  );
  await admin.iam.send(
    new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary: LIMIT }),
  );
});
afterAll(() => practice.stop());

describe('a list of policies', () => {
  it.each<[ListPoliciesCommandInput, string[]]>([
    [{ PathPrefix: '/lists/' }, [GRANT, IDLE, LIMIT]],
    [{ PathPrefix: '/lists/', Scope: 'AWS' }, []],
    [{ PathPrefix: '/lists/', OnlyAttached: true }, [GRANT, LIMIT]],
    [{ PathPrefix: '/lists/', PolicyUsageFilter: 'PermissionsPolicy' }, [GRANT]],
    [{ PathPrefix: '/lists/', PolicyUsageFilter: 'PermissionsBoundary' }, [LIMIT]],
  ])('asked for %o gives %o', async (input, arns) => {
    const { Policies } = await admin.iam.send(new ListPoliciesCommand(input));
    expect(Policies?.map(({ Arn }) => Arn)).toEqual(arns);
  });

  it('counts how often each is attached and a boundary', async () => {
    const { Policies } = await admin.iam.send(
      new ListPoliciesCommand({ PathPrefix: '/lists/' }),
    );
    const counts = Policies?.map((policy) => [
      policy.AttachmentCount,
      policy.PermissionsBoundaryUsageCount,
    ]);
    expect(counts).toEqual([
      [2, 0],
      [0, 0],
      [0, 1],
    ]);
    const { Policy } = await admin.iam.send(new GetPolicyCommand({ PolicyArn: GRANT }));
    expect(Policy?.AttachmentCount).toBe(2);
  });
});

it.each<[Omit<ListEntitiesForPolicyCommandInput, 'PolicyArn'>, string[], string[]]>([
  [{}, ['role granted', 'user granted'], ['role granted']],
  [{ PolicyUsageFilter: 'PermissionsPolicy' }, ['role granted', 'user granted'], []],
  [{ PolicyUsageFilter: 'PermissionsBoundary' }, [], ['role granted']],
  [{ EntityFilter: 'User' }, ['user granted'], []],
  [{ PathPrefix: '/listed/' }, ['role granted'], ['role granted']],
])('a policy in use asked for %o names its holders', async (input, ofGrant, ofLimit) => {
  const holders = async (PolicyArn: string) => {
    const { PolicyRoles, PolicyUsers } = await admin.iam.send(
      new ListEntitiesForPolicyCommand({ PolicyArn, ...input }),
    );
    return [
      ...(PolicyRoles ?? []).map(({ RoleName }) => `role ${RoleName}`),
      ...(PolicyUsers ?? []).map(({ UserName }) => `user ${UserName}`),
    ];
  };
  expect(await holders(GRANT)).toEqual(ofGrant);
  expect(await holders(LIMIT)).toEqual(ofLimit);
});

describe('tags', () => {
  it('of a user come page by page', async () => {
    const UserName = 'granted';
    const Tags = ['c', 'a', 'b'].map((Key) => ({ Key, Value: Key }));
    await admin.iam.send(new TagUserCommand({ UserName, Tags }));
    const first = await admin.iam.send(
      new ListUserTagsCommand({ UserName, MaxItems: 2 }),
    );
    const { Marker } = first;
    const second = await admin.iam.send(new ListUserTagsCommand({ UserName, Marker }));
    expect([first.IsTruncated, second.IsTruncated]).toEqual([true, false]);
    const keys = [...(first.Tags ?? []), ...(second.Tags ?? [])].map(({ Key }) => Key);
    expect(keys).toEqual(['a', 'b', 'c']);
    expect(
      await codeOf(admin.iam.send(new ListUserTagsCommand({ UserName, Marker: 'x' }))),
    ).toBe('ValidationError');
  });

  it("are put on a policy, but not on one of AWS's", async () => {
    const Tags = [{ Key: 'a', Value: 'b' }];
    await admin.iam.send(new TagPolicyCommand({ PolicyArn: IDLE, Tags }));
    expect(
      (await admin.iam.send(new ListPolicyTagsCommand({ PolicyArn: IDLE }))).Tags,
    ).toEqual(Tags);
    const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
    expect(await codeOf(admin.iam.send(new TagPolicyCommand({ PolicyArn, Tags })))).toBe(
      'AccessDenied',
    );
  });
});
