import { expect, it } from 'vitest';
import { DATA, MANAGEMENT, TOOLING, usePracticeAws, worked } from './test-aws';

const bench = usePracticeAws();

it('reads a practice account as the inventory role of the account', async () => {
  const caller = worked(await bench().aws.whoAmI(bench().inPractice(DATA)));
  expect(caller.accountId).toBe(DATA);
  expect(caller.arn).toContain(':assumed-role/drawbridge-inventory/');
});

it('reads an account whole, with progress and nothing missing', async () => {
  const progress: number[] = [];
  const { account, missing } = worked(
    await bench().aws.readAccount(bench().inPractice(DATA), ({ rolesRead }) =>
      progress.push(rolesRead),
    ),
  );
  expect(missing).toEqual([]);
  expect(progress.at(-1)).toBe(account.RoleDetailList.length);
  const writer = account.RoleDetailList.find(
    ({ RoleName }) => RoleName === 'data-writer',
  );
  expect(JSON.parse(String(writer?.AssumeRolePolicyDocument)).Statement).toBeDefined();
  expect(account.Buckets?.map(({ Name }) => Name)).toContain('app-logs');
  expect(account.Buckets?.find(({ Name }) => Name === 'metrics')?.Policy).toContain(
    'ProdShips',
  );
  expect(account.Trails).toMatchObject([
    { Name: 'acme-trail', IsMultiRegion: true, IsLogging: true },
  ]);
  expect(account.RoleSettings?.['data-writer']?.MaxSessionDuration).toBe(3600);
});

it('keeps only those of AWS’s own policies that somebody has', async () => {
  const { account } = worked(
    await bench().aws.readAccount(bench().inPractice(TOOLING), () => {}),
  );
  const attached = [
    ...account.RoleDetailList,
    ...account.UserDetailList,
    ...account.GroupDetailList,
  ].flatMap(({ AttachedManagedPolicies }) =>
    (AttachedManagedPolicies ?? []).map(({ PolicyArn }) => PolicyArn),
  );
  const ofAws = account.Policies.filter(({ Arn }) => Arn.includes(':iam::aws:'));
  expect(ofAws.every(({ Arn }) => attached.includes(Arn))).toBe(true);
});

it('reads the providers by which people and builds sign in', async () => {
  const { account } = worked(
    await bench().aws.readAccount(bench().inPractice(TOOLING), () => {}),
  );
  expect(account.OpenIDConnectProviders?.[0]).toMatchObject({
    Arn: expect.stringContaining(':oidc-provider/'),
    ClientIDList: expect.any(Array),
  });
  expect(account.SAMLProviders).toBeDefined();
  expect(account.Summary).toMatchObject({
    Roles: account.RoleDetailList.length,
    AssumeRolePolicySizeQuota: 2048,
  });
});

it('names what AWS refused and goes on with the rest', async () => {
  await bench().practice.control('POST', '/faults', {
    faults: [
      {
        service: 'iam',
        operation: 'ListRoles',
        accountId: DATA,
        code: 'AccessDenied',
        status: 403,
        message: 'no',
        times: 1,
      },
      {
        service: 's3',
        operation: 'GetBucketPolicy',
        accountId: DATA,
        code: 'AccessDenied',
        status: 403,
        message: 'no',
        times: 1,
      },
    ],
  });
  const { account, missing } = worked(
    await bench().aws.readAccount(bench().inPractice(DATA), () => {}),
  );
  const actions = missing.map(({ action }) => action).sort();
  expect(actions).toEqual(['iam:ListRoles', 's3:GetBucketPolicy']);
  const settings = missing.find(({ action }) => action === 'iam:ListRoles');
  expect(settings?.sentence).toContain('the longest session');
  expect(account.RoleDetailList.length).toBeGreaterThan(0);
  expect(account.RoleSettings).toBeUndefined();
  // One that nobody could read is no bucket without a policy.
  expect(account.Buckets?.filter(({ IsPolicyUnread }) => IsPolicyUnread)).toMatchObject([
    { Policy: null },
  ]);
});

it('says that nothing was read when the details themselves are refused', async () => {
  await bench().practice.control('POST', '/faults', {
    faults: [
      {
        service: 'iam',
        operation: 'GetAccountAuthorizationDetails',
        accountId: DATA,
        code: 'AccessDenied',
        status: 403,
        message: 'not authorized to perform: iam:GetAccountAuthorizationDetails',
        times: 1,
      },
    ],
  });
  expect(await bench().aws.readAccount(bench().inPractice(DATA), () => {})).toMatchObject(
    {
      ok: false,
      error: { kind: 'refused', code: 'AccessDenied' },
    },
  );
});

it('3.5: reads the organisation with its units and service control policies', async () => {
  const reading = worked(
    await bench().aws.readOrganization(bench().inPractice(MANAGEMENT)),
  );
  expect(reading.managementAccountId).toBe(MANAGEMENT);
  expect(reading.accounts).toHaveLength(14);
  expect(reading.accounts.find(({ id }) => id === DATA)?.ouPath).toMatch(/^\//);
  const scps = reading.org?.Targets.flatMap((target) => target.ServiceControlPolicies);
  expect(scps?.length).toBeGreaterThan(0);
  expect(Object.values(reading.org?.Policies ?? {})[0]?.Content).toContain('Statement');
});

it('tells an account without an organisation’s rights that it has none', async () => {
  expect(await bench().aws.readOrganization(bench().inPractice(DATA))).toMatchObject({
    ok: false,
    error: { kind: 'refused' },
  });
});

it('reads what encrypts a bucket, and the policy of its key', async () => {
  const { account, missing } = worked(
    await bench().aws.readAccount(bench().inPractice(DATA), () => {}),
  );
  expect(missing).toEqual([]);
  const lake = account.Buckets?.find(({ Name }) => Name === 'data-lake');
  expect(lake).toMatchObject({
    Encryption: { Algorithm: 'aws:kms', KeyArn: expect.stringContaining(':key/') },
    IsPublicAccessBlocked: expect.any(Boolean),
  });
  const key = account.Keys?.find(({ Arn }) => Arn === lake?.Encryption?.KeyArn);
  expect(key).toMatchObject({ KeyManager: 'CUSTOMER' });
  expect(String(key?.Policy)).toContain('WritersEncryptAndDecrypt');
  expect(account.AreKeysPartial).toBe(true);
});
