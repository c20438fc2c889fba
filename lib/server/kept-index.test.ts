import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import { createDatabase } from '@/lib/db/client';
import { createStores } from '@/lib/db/stores';
import { compileAlone } from '@/lib/iam/index/compiled-account';
import { keepIndexes } from '@/lib/inventory/keep-indexes';
import { fakeIndexStore } from '@/lib/inventory/test-index-store';
import { whoCanAssume } from '@/lib/inventory/who-can-assume';
import { DATA, TOOLING, worked } from './test-aws';
import { useSetupWorld } from './test-setup';

const world = useSetupWorld();
const roleArn = (name: string) => `arn:aws:iam::${DATA}:role/${name}`;

/** Another process of the same console: its own connections and memory. */
async function inNewProcess<T>(use: (process: NewProcess) => Promise<T>): Promise<T> {
  const { prisma, close } = createDatabase(world().database.url);
  const stores = createStores(prisma);
  const compiled: string[] = [];
  const indexOf = keepIndexes(stores.indexes, (accountId, account) => {
    compiled.push(accountId);
    return compileAlone(accountId, account);
  });
  const who = async (role: string) =>
    worked(await whoCanAssume({ ...stores, indexOf }, world().actor, role));
  return use({ compiled, who, prisma }).finally(close);
}

type NewProcess = {
  compiled: string[];
  who(role: string): ReturnType<typeof compiledAfresh>;
  prisma: ReturnType<typeof createDatabase>['prisma'];
};

/** The answer of an index that is made of the readings alone. */
async function compiledAfresh(role: string) {
  const { stores } = world().database;
  const indexOf = keepIndexes(fakeIndexStore().store);
  return worked(await whoCanAssume({ ...stores, indexOf }, world().actor, role));
}

/** A role in Data that trusts EC2 and its own account, made and read. */
async function trustingRole(name: string): Promise<string> {
  const data = await world().practice.admin(DATA);
  const trust = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'ec2.amazonaws.com', AWS: `arn:aws:iam::${DATA}:root` },
        Action: 'sts:AssumeRole',
      },
    ],
  };
  await data.iam.send(
    new CreateRoleCommand({
      RoleName: name,
      AssumeRolePolicyDocument: JSON.stringify(trust),
    }),
  );
  await world().deps.readAgain(world().actor.workspaceId, [DATA]);
  return roleArn(name);
}

it('is there after a sync: a new process answers without compiling anything', async () => {
  const role = await trustingRole('kept-index-1');
  await inNewProcess(async ({ who, compiled }) => {
    const answer = await who(role);
    expect(compiled).toEqual([]);
    expect(answer).toEqual(await compiledAfresh(role));
    expect(answer.answers).toContainEqual({
      principal: 'ec2.amazonaws.com',
      decision: 'allow',
      reason: 'allow-resource',
    });
  });
});

it('is made anew for the account whose text is damaged, and stored again', async () => {
  const role = await trustingRole('kept-index-2');
  const { prisma } = world().database;
  const found = await world().database.stores.accounts.find(
    world().actor.workspaceId,
    DATA,
  );
  const snapshotId = String(found?.snapshotId);
  const { count } = await prisma.compiledAccount.updateMany({
    where: { snapshotId },
    data: { body: '{"format":"drawbridge-index-3","sum":"00000000"}\n[]' },
  });
  expect(count).toBe(1);
  await inNewProcess(async ({ who, compiled }) => {
    expect(await who(role)).toEqual(await compiledAfresh(role));
    expect(compiled).toEqual([DATA]);
  });
  await inNewProcess(async ({ who, compiled }) => {
    await who(role);
    expect(compiled).toEqual([]);
  });
});

it('follows a sync of one account: the others are not compiled again', async () => {
  await inNewProcess(async ({ who, compiled, prisma }) => {
    await who(await trustingRole('kept-index-3'));
    // A reading that nobody compiled yet, as a process of another version leaves it.
    const role = await trustingRole('kept-index-4');
    await prisma.compiledAccount.deleteMany({ where: { snapshot: { accountId: DATA } } });
    expect(await who(role)).toEqual(await compiledAfresh(role));
    expect(compiled).toEqual([DATA]);
    const rows = await prisma.compiledAccount.findMany({ select: { snapshot: true } });
    expect(rows.map(({ snapshot }) => snapshot.accountId).sort()).toEqual([
      TOOLING,
      DATA,
    ]);
  });
});
