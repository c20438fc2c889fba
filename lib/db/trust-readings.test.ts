import { expect, it } from 'vitest';
import type { WorkspaceId } from '@/lib/core/ids';
import type { CollectedAccount, PolicyDocument } from '@/lib/iam/world';
import { useTestDatabase } from './test-database';
import {
  newAccount,
  newWorkspace,
  PROD,
  reading,
  snapshotOf,
  trustPolicy,
} from './test-rows';

const database = useTestDatabase();
const ARN = `arn:aws:iam::${PROD}:role/of-the-history`;
const at = (hour: number) => new Date(Date.UTC(2026, 10, 24, hour));
const [other] = reading.RoleDetailList;

const withRole = (trust: PolicyDocument, RoleName = 'of-the-history') => ({
  ...reading,
  RoleDetailList: [
    ...reading.RoleDetailList,
    { Path: '/', RoleName, RoleId: 'AROA1', Arn: ARN, AssumeRolePolicyDocument: trust },
  ],
});

async function newProd(): Promise<WorkspaceId> {
  const workspaceId = await newWorkspace(database());
  await newAccount(database(), workspaceId);
  return workspaceId;
}

async function save(
  workspaceId: WorkspaceId,
  hour: number,
  account: CollectedAccount | null,
): Promise<void> {
  const state = account ? 'complete' : 'failed';
  await database().stores.snapshots.save(
    snapshotOf(workspaceId, { takenAt: at(hour), account, state }),
  );
}

const readingsOf = (workspaceId: WorkspaceId, limit = 50, arn = ARN) =>
  database().stores.snapshots.trustReadings(workspaceId, { accountId: PROD, arn }, limit);

it('gives the trust policy of one role in each reading, newest first', async () => {
  const workspaceId = await newProd();
  await save(workspaceId, 1, withRole(trustPolicy));
  await save(workspaceId, 2, withRole({ ...trustPolicy, Id: 'two' }));
  await save(workspaceId, 3, null);
  await save(workspaceId, 4, reading);
  await save(workspaceId, 5, withRole(trustPolicy));
  expect(await readingsOf(workspaceId)).toEqual([
    { takenAt: at(5), trust: trustPolicy },
    { takenAt: at(4), trust: null },
    { takenAt: at(2), trust: { ...trustPolicy, Id: 'two' } },
    { takenAt: at(1), trust: trustPolicy },
  ]);
  expect((await readingsOf(workspaceId, 2)).map(({ takenAt }) => takenAt)).toEqual([
    at(5),
    at(4),
  ]);
  expect((await readingsOf(workspaceId, 1, other?.Arn))[0]?.trust).toEqual(
    other?.AssumeRolePolicyDocument,
  );
});

it('looks at the readings of its own workspace only', async () => {
  const workspaceId = await newProd();
  await save(workspaceId, 1, withRole(trustPolicy));
  expect(await readingsOf(await newProd())).toEqual([]);
});

it('finds the role whatever the order in which a reading tells of it', async () => {
  const workspaceId = await newProd();
  const roles = withRole(trustPolicy).RoleDetailList.map((role) =>
    Object.fromEntries(Object.entries(role).reverse()),
  );
  // The same roles, their members turned round.
  const account = { ...reading, RoleDetailList: roles as typeof reading.RoleDetailList };
  await save(workspaceId, 1, account);
  expect(await readingsOf(workspaceId)).toEqual([{ takenAt: at(1), trust: trustPolicy }]);
  const prefix = ARN.slice(0, -1);
  expect(await readingsOf(workspaceId, 50, prefix)).toEqual([
    { takenAt: at(1), trust: null },
  ]);
});

it('reads a reading whose names the JSON of the database refuses', async () => {
  const workspaceId = await newProd();
  const trust = { Sid: 'a\0b\udfff' };
  const account = withRole(trust, 'a\0b\udfff and \\udfff and \\u0000');
  await save(workspaceId, 1, account);
  const turned = account.RoleDetailList.map(({ Arn, ...role }) => ({ ...role, Arn }));
  await save(workspaceId, 2, { ...account, RoleDetailList: turned });
  expect(await readingsOf(workspaceId)).toEqual([
    { takenAt: at(2), trust },
    { takenAt: at(1), trust },
  ]);
});
