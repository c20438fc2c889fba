import {
  CreateRoleCommand,
  DeleteRoleCommand,
  GetAccountAuthorizationDetailsCommand,
  type GetAccountAuthorizationDetailsCommandInput,
  type GetAccountAuthorizationDetailsCommandOutput,
  type IAMClient,
  ListRolesCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { documentOf, trustsService } from '../seed/document';
import { clientsOf, codeOf, startTestPractice } from '../test-practice';

let practice: Awaited<ReturnType<typeof startTestPractice>>;
let iam: IAMClient;

const ROLES = 250;
const name = (at: number) => `paged-${String(at).padStart(4, '0')}`;
const AssumeRolePolicyDocument = documentOf(trustsService('ec2.amazonaws.com'));

beforeAll(async () => {
  practice = await startTestPractice();
  ({ iam } = clientsOf(
    practice.url,
    await practice.actAs(`arn:aws:iam::${ACME.research}:root`),
  ));
  for (let at = 0; at < ROLES; at += 1)
    await iam.send(
      new CreateRoleCommand({ RoleName: name(at), AssumeRolePolicyDocument }),
    );
});
afterAll(() => practice.stop());

type Input = GetAccountAuthorizationDetailsCommandInput;

async function pages(input: Input, between?: () => Promise<unknown>) {
  const all: GetAccountAuthorizationDetailsCommandOutput[] = [];
  let Marker: string | undefined;
  do {
    const page = await iam.send(
      new GetAccountAuthorizationDetailsCommand({ ...input, Marker }),
    );
    all.push(page);
    Marker = page.IsTruncated ? page.Marker : undefined;
    if (all.length === 1) await between?.();
  } while (Marker);
  return all;
}

const roleNames = (all: GetAccountAuthorizationDetailsCommandOutput[]) =>
  all.flatMap(
    ({ RoleDetailList }) => RoleDetailList?.map(({ RoleName }) => RoleName) ?? [],
  );

it('gives 100 items a page when nothing is said, and every item once', async () => {
  const all = await pages({});
  const sizes = all.map(
    (page) =>
      (page.UserDetailList?.length ?? 0) +
      (page.GroupDetailList?.length ?? 0) +
      (page.RoleDetailList?.length ?? 0) +
      (page.Policies?.length ?? 0),
  );
  expect(sizes.slice(0, -1).every((size) => size === 100)).toBe(true);
  expect(sizes.length).toBe(3);
  const names = roleNames(all);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((one) => one?.startsWith('paged-'))).toHaveLength(ROLES);
});

it('gives up to 1,000 when asked, and refuses more', async () => {
  expect(await pages({ MaxItems: 1000 })).toHaveLength(1);
  const tooMany = iam.send(new GetAccountAuthorizationDetailsCommand({ MaxItems: 1001 }));
  expect(await codeOf(tooMany)).toBe('ValidationError');
  const wrong = iam.send(
    new GetAccountAuthorizationDetailsCommand({ Marker: 'nonsense' }),
  );
  expect(await codeOf(wrong)).toBe('ValidationError');
});

it('neither skips nor repeats when roles come and go between pages', async () => {
  const names = roleNames(
    await pages({ Filter: ['Role'] }, async () => {
      await iam.send(new DeleteRoleCommand({ RoleName: name(3) }));
      await iam.send(
        new CreateRoleCommand({ RoleName: 'aaa-first', AssumeRolePolicyDocument }),
      );
    }),
  );
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain(name(ROLES - 1));
  expect(names.filter((one) => one?.startsWith('paged-'))).toHaveLength(ROLES);
});

it.each([
  ['User', 'UserDetailList', 'break-glass'],
  ['Role', 'RoleDetailList', 'notebook'],
] as const)('filters by %s', async (filter, list, expected) => {
  const all = await pages({ Filter: [filter] });
  expect(JSON.stringify(all.map((page) => page[list]))).toContain(expected);
  for (const page of all) {
    const others = (
      ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'] as const
    ).filter((other) => other !== list);
    expect(others.flatMap((other) => page[other] ?? [])).toEqual([]);
  }
});

it("tells apart the account's own policies and those of AWS that are in use", async () => {
  const tooling = await practice.admin(ACME.tooling);
  const arnsOf = async (filter: 'LocalManagedPolicy' | 'AWSManagedPolicy') =>
    (
      await tooling.iam.send(
        new GetAccountAuthorizationDetailsCommand({ Filter: [filter] }),
      )
    ).Policies?.map(({ Arn }) => Arn);
  expect(await arnsOf('LocalManagedPolicy')).toEqual([
    `arn:aws:iam::${ACME.tooling}:policy/ci-boundary`,
  ]);
  expect(await arnsOf('AWSManagedPolicy')).toEqual([
    'arn:aws:iam::aws:policy/AdministratorAccess',
  ]);
});

it('URL-encodes every document and tells boundary, groups and last use', async () => {
  const tooling = await practice.admin(ACME.tooling);
  const { RoleDetailList } = await tooling.iam.send(
    new GetAccountAuthorizationDetailsCommand({ Filter: ['Role'] }),
  );
  const deploy = RoleDetailList?.find(({ RoleName }) => RoleName === 'ci-deploy');
  const [policy] = deploy?.RolePolicyList ?? [];
  expect(JSON.parse(decodeURIComponent(policy?.PolicyDocument ?? ''))).toHaveProperty(
    'Statement',
  );
  expect(policy?.PolicyDocument).toMatch(/^%7B/);
  expect(deploy?.PermissionsBoundary?.PermissionsBoundaryArn).toContain('ci-boundary');
  expect(deploy?.RoleLastUsed?.LastUsedDate).toBeInstanceOf(Date);
  const people = await practice.admin(ACME.people);
  const { UserDetailList } = await people.iam.send(
    new GetAccountAuthorizationDetailsCommand({ Filter: ['User'] }),
  );
  expect(UserDetailList?.find(({ UserName }) => UserName === 'anna')?.GroupList).toEqual([
    'developers',
  ]);
});

it('pages ListRoles by the same rules', async () => {
  const first = await iam.send(new ListRolesCommand({ MaxItems: 7 }));
  expect(first.Roles).toHaveLength(7);
  const second = await iam.send(
    new ListRolesCommand({ MaxItems: 7, Marker: first.Marker }),
  );
  expect(second.Roles?.[0]?.RoleName).not.toBe(first.Roles?.[6]?.RoleName);
  expect((second.Roles?.[0]?.RoleName ?? '') > (first.Roles?.[6]?.RoleName ?? '')).toBe(
    true,
  );
});
