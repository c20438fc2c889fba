import {
  CreateRoleCommand,
  GetRoleCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import { preview } from '@/lib/setup/preview';
import { DraftFields } from '@/lib/setup/schema';
import { DATA, MANAGEMENT, worked } from './test-aws';
import { useSetupWorld } from './test-setup';

const VENDOR = '999900001111';
// A trust policy can name only an account that exists.
const world = useSetupWorld({ seed: 'org' });
const FIELDS = {
  who: '',
  recipe: 'vendor',
  vendorAccount: VENDOR,
  bucket: 'app-logs',
  externalId: 'lum-7Q4c',
} as const;

it('agrees with the engine while one types', async () => {
  const fields = DraftFields.parse(FIELDS);
  const { bridge, fieldErrors } = worked(
    await preview(world().deps, world().actor, { fields }),
  );
  expect(fieldErrors).toEqual({});
  expect(bridge).toMatchObject({
    deck: 'conditional',
    left: { shape: 'outside' },
    sentence:
      'Account 9999 0000 1111 can read app-logs in Data, if the request names external ID lum-7Q4c.',
  });
});

it('1.1, 4.2: makes a vendor’s role, proves that nobody of ours gets in, and undoes it', async () => {
  const roleName = 'x-lumen';
  const planId = await world().planFor({ ...FIELDS, roleName });
  await world().applyAndRun(planId);
  const data = await world().practice.admin(DATA);
  const { Role } = await data.iam.send(new GetRoleCommand({ RoleName: roleName }));
  const trust = JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''));
  expect(trust.Statement).toEqual([
    {
      Sid: 'TrustedMayAssume',
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${VENDOR}:root` },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': 'lum-7Q4c' } },
    },
  ]);
  const { PolicyNames } = await data.iam.send(
    new ListRolePoliciesCommand({ RoleName: roleName }),
  );
  expect(PolicyNames).toEqual(['bucket-access']);

  const view = await world().viewOf(planId);
  expect(view.proof?.checks.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
    'assume not-tested',
    'assume-without-external-id not-tested',
    'assume-with-wrong-external-id not-tested',
    'assume-as-another denied',
    'put not-tested',
    'list not-tested',
    'get not-tested',
    'delete not-tested',
  ]);
  expect(view.proof?.state).toBe('green');
  expect(view.state).toBe('applied');

  await world().undoAndRun(planId, roleName);
  expect((await world().viewOf(planId)).state).toBe('undone');
  await expect(data.iam.send(new GetRoleCommand({ RoleName: roleName }))).rejects.toThrow(
    /cannot be found/,
  );
});

it('is proven by calls of the vendor itself where its account is connected here', async () => {
  const { deps, actor } = world();
  const { workspaceId } = actor;
  await connectVendor();
  const roleName = 'x-lumen-played';
  const planId = await world().planFor({ ...FIELDS, roleName });
  await world().applyAndRun(planId);
  const view = await world().viewOf(planId);
  expect(view.proof?.checks.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
    'assume works',
    'assume-without-external-id denied',
    'assume-with-wrong-external-id denied',
    'assume-as-another denied',
    'put denied',
    'list works',
    'get works',
    'delete denied',
  ]);
  expect(view.state).toBe('proven');
  expect(view.proof?.sentence).toBe(
    'Lumen Audit can read app-logs in Data, and only that.',
  );
  await world().undoAndRun(planId, roleName);
  expect((await deps.plans.find(workspaceId, planId))?.state).toBe('undone');
});

const allowing = (Action: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
  });

/** The vendor gives this console a role to read with, and its collector may ask for roles. */
async function connectVendor(): Promise<void> {
  const { deps, actor, practice } = world();
  const { workspaceId } = actor;
  const { iam } = await practice.admin(VENDOR);
  const policy = { PolicyName: 'all', PolicyDocument: allowing('iam:*') };
  for (const RoleName of ['drawbridge-inventory', 'drawbridge-change']) {
    const trust = {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { AWS: VENDOR }, Action: 'sts:AssumeRole' },
      ],
    };
    await iam.send(
      new CreateRoleCommand({
        RoleName,
        Path: '/drawbridge/',
        AssumeRolePolicyDocument: JSON.stringify(trust),
      }),
    );
    await iam.send(new PutRolePolicyCommand({ RoleName, ...policy }));
  }
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'collector',
      PolicyName: 'ask',
      PolicyDocument: allowing('sts:AssumeRole'),
    }),
  );
  const known = (await deps.accounts.list(workspaceId)).find(({ id }) => id === DATA);
  const vendor = { id: VENDOR, name: 'Lumen Audit', partition: 'aws', ouPath: '' };
  await deps.accounts.upsert({ ...vendor, workspaceId, isProduction: false });
  await deps.accounts.setConnection(workspaceId, VENDOR, known?.connection ?? null);
  // The management account tells that the vendor is not of the organisation.
  await deps.readAgain(workspaceId, [VENDOR, MANAGEMENT]);
}
