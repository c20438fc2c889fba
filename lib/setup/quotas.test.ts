import { expect, it } from 'vitest';
import { fakeConsole } from './fakes/console';
import { DATA, readings } from './fakes/inventory';
import { GOOD, previewOf } from './fakes/preview-of';
import type { DraftFields } from './schema';

const CI_OIDC = {
  who: '',
  recipe: 'ci-oidc',
  repository: 'acme/shop',
  runName: 'main',
  bucket: 'app-logs',
  access: 'read',
} as const;

const PEOPLE = {
  ...GOOD,
  bucket: '',
  recipe: 'people',
  trustingAccount: DATA,
  managedPolicies: 'ReadOnlyAccess, AmazonS3ReadOnlyAccess',
} as const;

const provider = (at: number) => ({
  Arn: `arn:aws:iam::${DATA}:oidc-provider/issuer-${at}.example`,
  Url: `issuer-${at}.example`,
  ClientIDList: [],
});

/** A console whose owner account tells these counts and quotas. */
function consoleWith(Summary: Record<string, number>, providersTotal = 0) {
  const world = readings();
  Object.assign(world[DATA] ?? {}, {
    Summary,
    OpenIDConnectProviders: Array.from({ length: providersTotal }, (_, at) =>
      provider(at),
    ),
  });
  return fakeConsole({ world });
}

it.each<[string, Partial<DraftFields>, ReturnType<typeof consoleWith>, string, RegExp]>([
  [
    'a role more than the account may have',
    GOOD,
    consoleWith({ Roles: 1200, RolesQuota: 1200 }),
    'roleName',
    /^Data has 1,200 roles and may have 1,200\. Remove what is not used, or ask AWS for more in Service Quotas/,
  ],
  [
    'a trust policy longer than the account takes',
    GOOD,
    consoleWith({ AssumeRolePolicySizeQuota: 100 }),
    'roleName',
    /AWS takes 100\. .*“Role trust policy length” \(up to 8,192\)/,
  ],
  [
    'more managed policies than a role of the account may have',
    PEOPLE,
    consoleWith({ AttachedPoliciesPerRoleQuota: 1 }),
    'managedPolicies',
    /at most 1 managed policies/,
  ],
  [
    'a provider more than an account may have',
    CI_OIDC,
    consoleWith({}, 100),
    'issuerUrl',
    /^Data has 100 OIDC providers and may have 100/,
  ],
])(
  'tells of %s at its field, and plans nothing of it',
  async (_, fields, world, field, words) => {
    const view = await previewOf(fields, world);
    expect(Object.keys(view.fieldErrors)).toEqual([field]);
    expect(view.fieldErrors[field as keyof DraftFields]).toMatch(words);
    expect(await world.plan({ bucket: '', who: '', ...fields })).toMatchObject({
      ok: false,
      error: { kind: 'invalid_input', fields: { [field]: expect.stringMatching(words) } },
    });
  },
);

it('takes what AWS has given an account beyond its defaults', async () => {
  const role = { ...PEOPLE, managedPolicies: 'ReadOnlyAccess, AmazonS3ReadOnlyAccess' };
  const raised = consoleWith({ Roles: 1200, RolesQuota: 5000 });
  expect((await previewOf(role, raised)).fieldErrors).toEqual({});
  const planned = await raised.plan(role);
  expect(planned).toMatchObject({ ok: true });
});

it('takes the defaults where no quota was read', async () => {
  expect((await previewOf(GOOD)).fieldErrors).toEqual({});
});

it('gives a role that stands no more tags than AWS keeps, its own and those of others', async () => {
  const world = readings();
  const tagged = (total: number) => {
    const Tags = Array.from({ length: total }, (_, at) => ({
      Key: at === 0 ? 'drawbridge:plan' : `k${at}`,
      Value: '',
    }));
    const RoleName = 'x-app-logs-reader';
    const Path = '/drawbridge-managed/';
    const Arn = `arn:aws:iam::${DATA}:role${Path}${RoleName}`;
    const role = { Path, RoleName, RoleId: 'AROAFULL', Arn, Tags };
    const trust = { AssumeRolePolicyDocument: '{"Version":"2012-10-17","Statement":[]}' };
    const data = structuredClone(world);
    data[DATA]?.RoleDetailList.push({ ...role, ...trust });
    return fakeConsole({ world: data });
  };
  const errorOf = async (total: number, tags: string) =>
    (await previewOf({ ...GOOD, tags }, tagged(total))).fieldErrors.tags;
  expect(await errorOf(49, 'owner\tWeb')).toBeUndefined();
  expect(await errorOf(50, 'K1\tWeb')).toBeUndefined();
  expect(await errorOf(50, 'owner\tWeb')).toBe(
    'Data has 50 tags on x-app-logs-reader and may have 50. Remove what is not used and read the account again.',
  );
});
